package main

import (
	"net/url"

	"goodmeasure/internal/workbench"
)

// place is the workspace that a command works on.
type place struct {
	Workspace string `help:"File of the workspace." default:"goodmeasure.db" placeholder:"FILE" type:"path"`
	Database  string `help:"Address of a PostgreSQL database that is the workspace in place of a file. A password is taken from PGPASSWORD or ~/.pgpass." placeholder:"postgres://USER@HOST/NAME"`
}

// Validate is for kong.
func (p place) Validate() error { return workbench.CheckDatabase(p.Database) }

func (p place) where() string {
	if p.Database != "" {
		return p.Database
	}
	return p.Workspace
}

// String names the workspace, without any password.
func (p place) String() string {
	parsed, err := url.Parse(p.Database)
	if p.Database == "" || err != nil {
		return p.Workspace
	}
	parsed.RawQuery = "" // may hold a password too
	return parsed.Redacted()
}
