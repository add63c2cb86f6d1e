package legal

import "io/fs"

// Shelf is the profiles and the award forms they are about, as they come with the program.
type Shelf struct {
	*Book
	Forms *Forms
}

// ReadShelf reads the profiles of a folder and a list of award forms.
func ReadShelf(files fs.FS, folder, forms string) (*Shelf, error) {
	book, err := Read(files, folder)
	if err != nil {
		return nil, err
	}
	list, err := ReadForms(files, forms)
	if err != nil {
		return nil, err
	}
	return &Shelf{book, list}, nil
}
