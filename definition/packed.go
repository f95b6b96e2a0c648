package definition

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"goodmeasure/study"
)

// mostUnpacked is how many bytes of text a link may unpack to.
const mostUnpacked = 64 << 10

// packing is the text that packed definitions are compressed against. Links that were made with it can be read only with
// it: another text needs another mark.
const packing = `name = "A choice of measures"
whose = "nobody's yet: a place to start from"
because = "Counting everything alike is the plainest thing to do as long as nobody has said what matters more."
[combine]
scale = [1, 100]
normalisation = "zscore"
aggregation = "copeland"
aggregation = "geometric"
treatment = "winsorise"
imputation = "median"
impute_by = "region"
normalisation = "minmax"
normalisation = "percentile"
scale = [0, 100]
aggregation = "arithmetic"
treatment = "none"
imputation = "none"
least_share = 0.7
shrinkage = false
[[group]]
id = "outcome"
name = "Outcomes for children"
parent = "
weight = 1
[[group]]
id = "workforce"
name = "Workforce"
weight = 1
[[indicator]]
id = "cla_
goalposts = [0, 100]
target = 
period = 20
years = 
id = "cpp_
direction = "higher"
weight = 2
weight_low = 
weight_high = 
weight_sd = 
weight_by = "
because = "
group = "outcome"
[[indicator]]
id = "sw_
direction = "lower"
weight = 1
group = "workforce"
[[indicator]]
id = "care_leaver_
direction = "higher"
weight = 1
[[indicator]]
id = "
direction = "lower"
weight = 1
[vary]
normalisation = ["minmax", "rank"]
aggregation = ["geometric", "arithmetic"]
readings = true
normalisation = ["percentile", "minmax", "zscore"]
aggregation = ["arithmetic", "copeland"]
weights = ["stated", "dirichlet"]
concentration = 1
imputation = ["none", "median"]
treatment = ["none", "winsorise"]
leave_out = 2
years_back = 1
sampling_error = true
shrinkage = true
`

// pack is the file of a definition, without comments, compressed, in letters that an address keeps.
func pack(d *study.Definition) string {
	w := &writer{}
	w.whole(d)
	var b bytes.Buffer
	out, err := flate.NewWriterDict(&b, flate.BestCompression, []byte(packing))
	if err != nil {
		panic("definition: the level of compression is not known: " + err.Error())
	}
	_, err = out.Write(w.bare())
	if err := errors.Join(err, out.Close()); err != nil {
		panic("definition: memory cannot be written: " + err.Error())
	}
	return packedMark + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// errDamaged is of a link that was cut short or altered on its way.
var errDamaged = errors.New("the definition in the link was cut short or altered: copy the whole link again, or ask for the file")

// unpack reads what pack has written.
func unpack(packed string, known []study.Indicator) (*study.Definition, error) {
	compressed, err := base64.RawURLEncoding.Strict().DecodeString(packed)
	if err != nil {
		return nil, errDamaged
	}
	in := flate.NewReaderDict(bytes.NewReader(compressed), []byte(packing))
	text, err := io.ReadAll(io.LimitReader(in, mostUnpacked+1))
	if err != nil {
		return nil, errDamaged
	}
	if len(text) > mostUnpacked {
		return nil, fmt.Errorf("the link states a definition of more than %d bytes: ask for its file instead", mostUnpacked)
	}
	return Read("the definition in the link", text, known)
}

// bare is what was written without the lines of comment and the blank ones. No value has a line end of its own: quoted text
// writes it as \n.
func (w *writer) bare() []byte {
	var lines strings.Builder
	for line := range strings.Lines(w.String()) {
		if line != "\n" && !strings.HasPrefix(line, "#") {
			lines.WriteString(line)
		}
	}
	return []byte(lines.String())
}
