package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// Icon is a picture of the theme in a colour of the theme, 14 wide at 100 %.
type Icon struct {
	widget.BaseWidget
	picture fyne.Resource
	colour  fyne.ThemeColorName
	wide    float32
}

// NewIcon makes an icon from a one-coloured SVG.
func NewIcon(picture fyne.Resource, colour fyne.ThemeColorName) *Icon {
	i := &Icon{picture: picture, colour: colour, wide: 14}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes the picture and its colour; a nil picture hides the icon.
func (i *Icon) Set(picture fyne.Resource, colour fyne.ThemeColorName) {
	i.picture, i.colour = picture, colour
	i.Hidden = picture == nil
	i.Refresh()
}

func stateIcon(s State) *Icon {
	i := NewIcon(nil, theme.ColorNameMuted)
	i.setState(s)
	return i
}

func (i *Icon) setState(s State) {
	look := stateLooks[s]
	if s == Honour {
		i.Set(theme.IconMedal.Resource(), theme.ColorNameHonour)
		return
	}
	if look.icon == "" {
		i.Set(nil, look.ink)
		return
	}
	i.Set(fynetheme.Icon(look.icon), look.ink)
}

// CreateRenderer is called by the toolkit.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{icon: i, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.Refresh()
	return r
}

type iconRenderer struct {
	icon  *Icon
	image *canvas.Image
}

func (r *iconRenderer) Destroy()                     {}
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

func (r *iconRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.icon.wide * r.icon.Theme().Size(theme.SizeNameUnit))
}

func (r *iconRenderer) Layout(size fyne.Size) { r.image.Resize(size) }

func (r *iconRenderer) Refresh() {
	r.image.Resource = nil
	if r.icon.picture != nil {
		r.image.Resource = fynetheme.NewColoredResource(r.icon.picture, r.icon.colour)
	}
	r.image.Refresh()
}
