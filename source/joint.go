package source

import "strings"

// jointCodes splits the code of a row that gives one figure for several authorities, as "314 / 318" does. A row for
// one authority gives that one code.
func jointCodes(code string) []string {
	parts := strings.Split(code, "/")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return parts
}
