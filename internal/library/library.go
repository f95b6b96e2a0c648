// Package library holds what a person does with a library of records: to check and import files of them, to find, show,
// describe and hand on. It decides nothing about how records are read or kept, and prints nothing.
//
// A Shelf is the library of a workspace; a Desk is where one person uses it, and sees and does what their role allows.
package library
