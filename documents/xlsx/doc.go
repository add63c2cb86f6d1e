// Package xlsx owns Excel out: any document of the report model as a sheet, a criteria set as the table offices know, and the blank sheet a unit
// without the program fills in and sends back.
//
// It must not know where figures come from, and computes none. Words that came from a person never begin like a formula; figures are written as
// the digits they are, without passing through a binary number. Reading is the work of documents/intake.
package xlsx
