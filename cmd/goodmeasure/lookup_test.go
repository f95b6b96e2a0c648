package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func said(t *testing.T, args ...string) (code int, out, complaint string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, terminal{strings.NewReader(""), &stdout, &stderr})
	return code, stdout.String(), stderr.String()
}

// A command line that cannot be understood is told apart from one that finds nothing.
func TestExitCodesOfLookingUp(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
	}{
		{"indicators --core", exitDone}, {"indicators nonsuch", exitFailed}, {"indicators --domain all", exitUsage},
		{"authorities york", exitDone}, {"authorities atlantis", exitFailed}, {"authorities --sort", exitUsage},
		{"show hull --indicators cla_rate", exitDone}, {"show atlantis", exitFailed}, {"show", exitUsage}, {"show hull --json --csv", exitUsage},
		{"rank cl_eet --period 1999", exitFailed}, {"rank cla_missing", exitUsage}, {"rank cl_eet --reading better", exitUsage}, {"rank cl_eet --draws 1", exitUsage},
		{"journeys hull", exitDone}, {"journeys --shape round", exitFailed}, {"journeys --as-at soon", exitUsage},
		{"edition", exitDone}, {"edition build --to testdata", exitFailed}, {"show hull --workspace nowhere.db", exitFailed},
	} {
		code, out, complaint := said(t, strings.Fields(c.args)...)
		if code != c.code || (out == "") != (code != exitDone) || (complaint == "") != (code == exitDone) {
			t.Errorf("goodmeasure %s: code %d, expected %d\n%s%s", c.args, code, c.code, out, complaint)
		}
	}
}

// CSV has the rows and the names that JSON has.
func TestCSVAgreesWithJSON(t *testing.T) {
	for command, list := range map[string]string{"indicators": "indicators", "authorities --all": "authorities", "rank cl_eet --draws 200": "ranks",
		"show hull --indicators cl_eet,cla_sdq,cla_rate": "figures", "stress --draws 200": "authorities"} {
		_, text, complaint := said(t, strings.Fields(command+" --json")...)
		var result map[string]json.RawMessage
		var rows []map[string]any
		if err := json.Unmarshal([]byte(text), &result); err != nil {
			t.Fatalf("%s: %v %s", command, err, complaint)
		}
		if err := json.Unmarshal(result[list], &rows); err != nil {
			t.Fatalf("%s: %v", command, err)
		}
		_, text, _ = said(t, strings.Fields(command+" --csv")...)
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(records) != len(rows)+1 {
			t.Fatalf("%s: %d records, %d rows, %v", command, len(records), len(rows), err)
		}
		for at, row := range rows {
			for i, name := range records[0] {
				value, there := row[name]
				cell := records[at+1][i]
				switch value := value.(type) {
				case nil:
					if cell != "" && cell != "0" && cell != "false" && there {
						t.Errorf("%s, row %d: %s is %q in CSV and null in JSON", command, at+1, name, cell)
					}
				case string:
					if strings.TrimPrefix(cell, "'") != value {
						t.Errorf("%s, row %d: %s is %q in CSV and %q in JSON", command, at+1, name, cell, value)
					}
				case bool:
					if cell != fmt.Sprint(value) {
						t.Errorf("%s, row %d: %s is %q in CSV and %v in JSON", command, at+1, name, cell, value)
					}
				case float64:
					var number float64
					if err := json.Unmarshal([]byte(cell), &number); err != nil || number != value {
						t.Errorf("%s, row %d: %s is %q in CSV and %v in JSON", command, at+1, name, cell, value)
					}
				}
			}
		}
	}
}
