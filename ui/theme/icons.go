package theme

import (
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/assets"
)

// Icon names an icon of assets/icons; the toolkit's own icons stand in its theme package.
type Icon string

// The icons drawn for this program.
const (
	IconMedal    Icon = "medal"
	IconPodium   Icon = "podium"
	IconScales   Icon = "scales"
	IconBuilding Icon = "building"
	IconPeople   Icon = "people"
	IconChart    Icon = "chart"
	IconOffline  Icon = "offline"
	IconOnline   Icon = "online"
	IconEvidence Icon = "evidence"
	IconSheet    Icon = "sheet"
	IconKey      Icon = "key"
	IconCalendar Icon = "calendar"
)

// Resource is the icon's picture, in the colour of text unless a widget paints it in another of the theme. It panics for a name that has no
// file, which a test rules out.
func (i Icon) Resource() fyne.Resource {
	raw, err := assets.Icons.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		panic(err)
	}
	return fynetheme.NewThemedResource(fyne.NewStaticResource("thidua-"+string(i)+".svg", raw))
}

// calendar is what stands for the toolkit's, which is drawn on a square of 960: each drawing of it, however small, would take 3.7 MB.
var calendar = sync.OnceValue(func() fyne.Resource { return fynetheme.NewThemedResource(IconCalendar.Resource()) })
