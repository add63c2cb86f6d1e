// Package sim plays lives of a whole tenant in virtual time: desks of several units and an office, people who type at them, a server, the line
// between them, and everything that goes wrong with each. One seed decides all of it, so a life that went wrong is lived again by its number.
//
// What runs is the program itself: workspace, client, hub and judge. Made up are the clock, the line and the disks, which are stores of maps
// (package memstore, held to the contract of the real one). After each life a checker asks what nobody may ever lose: see check.go.
//
// It must not be used outside tests, and holds no rule of its own.
package sim
