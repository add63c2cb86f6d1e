package testyear

import "context"

// Patience is a context that ends when it was asked a number of times whether it has.
type Patience struct {
	context.Context
	Left int // how often it is still asked in vain
}

// NewPatience is a context that ends after a number of looks.
func NewPatience(looks int) *Patience { return &Patience{context.Background(), looks} }

// Err says whether it has ended.
func (p *Patience) Err() error {
	if p.Left--; p.Left < 0 {
		return context.Canceled
	}
	return nil
}
