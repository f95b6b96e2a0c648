package main

// libraryCommand is what is done with a library of records.
type libraryCommand struct {
	Import  libraryImportCommand  `cmd:"" help:"Read files of records: RIS, PubMed, Web of Science, EndNote, BibTeX, CSL-JSON, tables, MARC."`
	Convert libraryConvertCommand `cmd:"" help:"Write files of records as another format, or as a list of references."`
}
