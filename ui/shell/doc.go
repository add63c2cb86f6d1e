// Package shell is the window around the screens: the bar with cluster, season and the own unit, the navigation, the status bar, the way from
// an empty or locked data folder to the first screen, and the settings of the window itself.
//
// It owns which screen is shown, when screens read again (the workspace's feed says so), and that what was typed is saved and signed before
// anything closes. It must not know how data are stored or travel: whoever starts the program hands it a Program and a Desk.
package shell
