// Command whereas turns a dossier of sourced evidence about a company into a shareholder resolution on
// human-rights due diligence, and the workbook behind it.
package main

import "os"

func main() {
	os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr))
}
