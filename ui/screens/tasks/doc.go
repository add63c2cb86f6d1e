// Package tasks is what there is to do for whoever sits here (việc của tôi), with deadlines and the way to each, and what others did since
// one last looked.
//
// The lists are the workspace's. It must not know other screens: where a task leads is the window's affair.
package tasks
