package library

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
)

// oai answers OAI-PMH 2.0. It holds what is public, whoever asks.
func (s stacks) oai(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return &site.BadRequest{What: "The request cannot be read.", Do: "Send it as OAI-PMH 2.0 has it, for example /oai?verb=Identify."}
	}
	asked := r.Form
	if r.Method == http.MethodPost {
		asked = r.PostForm
	}
	h := harvest{stacks: s, root: s.root(r), host: hostOf(s.root(r))}
	answer, err := h.answer(r.Context(), asked)
	if err != nil {
		return err
	}
	return sendXML(w, r, publish.HarvestType, func(out *bytes.Buffer) error { return publish.HarvestXML(out, answer, time.Now()) })
}

func hostOf(root string) string {
	if parsed, err := url.Parse(root); err == nil {
		if host := parsed.Hostname(); host != "" && net.ParseIP(host) == nil {
			return host
		}
	}
	return "localhost"
}

var nobody evidence.Account

// harvest is one answer to a harvester.
type harvest struct {
	stacks
	root, host string
}

// The arguments of each verb: those that it takes, those that it needs.
var oaiVerbs = map[string]struct{ takes, needs []string }{
	"Identify":            {},
	"ListMetadataFormats": {takes: []string{"identifier"}},
	"ListSets":            {takes: []string{"resumptionToken"}},
	"ListIdentifiers":     {takes: []string{"from", "until", "metadataPrefix", "set", "resumptionToken"}, needs: []string{"metadataPrefix"}},
	"ListRecords":         {takes: []string{"from", "until", "metadataPrefix", "set", "resumptionToken"}, needs: []string{"metadataPrefix"}},
	"GetRecord":           {takes: []string{"identifier", "metadataPrefix"}, needs: []string{"identifier", "metadataPrefix"}},
}

// oaiFault is an error of the protocol, which is an answer like others.
type oaiFault struct{ code, said string }

func (f *oaiFault) Error() string { return f.code + ": " + f.said }

func (h harvest) answer(ctx context.Context, asked url.Values) (publish.HarvestAnswer, error) {
	a := publish.HarvestAnswer{Request: publish.HarvestRequest{Base: h.root + "/oai"}}
	err := checkArguments(asked)
	if err == nil {
		a.Request = publish.HarvestRequest{Base: h.root + "/oai", Verb: asked.Get("verb"), Identifier: asked.Get("identifier"), Prefix: asked.Get("metadataPrefix"),
			From: asked.Get("from"), Until: asked.Get("until"), Set: asked.Get("set"), Token: asked.Get("resumptionToken")}
		err = h.fill(ctx, &a, asked)
	}
	var fault *oaiFault
	if errors.As(err, &fault) {
		if fault.code == "badArgument" || fault.code == "badVerb" { // then the protocol has the request without its arguments
			a.Request = publish.HarvestRequest{Base: a.Request.Base}
		}
		a.Errors = []publish.HarvestError{{Code: fault.code, Said: fault.said}}
		return a, nil
	}
	return a, err
}

func checkArguments(asked url.Values) error {
	verb, known := oaiVerbs[asked.Get("verb")]
	if !known || len(asked["verb"]) != 1 {
		return &oaiFault{"badVerb", "expected one verb: Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords or GetRecord"}
	}
	for name, values := range asked { // any one that is wrong is told
		switch {
		case name == "verb":
		case !slices.Contains(verb.takes, name):
			return &oaiFault{"badArgument", "an argument was given that the verb does not take; it takes " + strings.Join(verb.takes, ", ")}
		case len(values) != 1:
			return &oaiFault{"badArgument", "the argument " + name + " was given more than once"}
		}
	}
	if asked.Has("resumptionToken") {
		if len(asked) != 2 {
			return &oaiFault{"badArgument", "resumptionToken goes with the verb alone"}
		}
		return nil
	}
	for _, name := range verb.needs {
		if !asked.Has(name) {
			return &oaiFault{"badArgument", "the argument " + name + " is missing"}
		}
	}
	if asked.Has("metadataPrefix") && asked.Get("metadataPrefix") != publish.HarvestFormat {
		return &oaiFault{"cannotDisseminateFormat", "the one format is " + publish.HarvestFormat}
	}
	return nil
}

func (h harvest) fill(ctx context.Context, a *publish.HarvestAnswer, asked url.Values) error {
	switch asked.Get("verb") {
	case "Identify":
		earliest, err := h.shelf.Earliest(ctx)
		if err != nil {
			return err
		}
		email := h.Email
		if email == "" {
			email = "library@" + h.host
		}
		a.Identify = &publish.HarvestWho{Name: h.Name, Base: h.root + "/oai", Version: "2.0", Email: email, Earliest: oaiTime(earliest), Deleted: "transient", Granularity: "YYYY-MM-DDThh:mm:ssZ"}
	case "ListMetadataFormats":
		if asked.Has("identifier") {
			if _, err := h.one(ctx, asked.Get("identifier")); err != nil {
				return err
			}
		}
		a.Formats = publish.HarvestFormats()
	case "ListSets":
		if asked.Has("resumptionToken") {
			return &oaiFault{"badResumptionToken", "the list of sets is given as a whole"}
		}
		a.Sets = publish.HarvestSets(oaiSets())
	case "GetRecord":
		found, err := h.one(ctx, asked.Get("identifier"))
		if err != nil {
			return err
		}
		a.Record = &publish.HarvestList{Records: []publish.HarvestRecord{h.record(found)}}
	case "ListIdentifiers":
		list, err := h.list(ctx, asked, false)
		a.Headers = list
		return err
	case "ListRecords":
		list, err := h.list(ctx, asked, true)
		a.Records = list
		return err
	}
	return nil
}

// one is the record of an identifier.
func (h harvest) one(ctx context.Context, identifier string) (library.Harvested, error) {
	text, ours := strings.CutPrefix(identifier, "oai:"+h.host+":")
	n := evidence.NumberOf(text)
	if !ours || n == 0 {
		return library.Harvested{}, &oaiFault{"idDoesNotExist", "identifiers here begin with oai:" + h.host + ":"}
	}
	found, err := h.shelf.HarvestOne(ctx, n)
	if errors.Is(err, evidence.ErrNotFound) {
		return found, &oaiFault{"idDoesNotExist", "there is no such record, or none that is public"}
	}
	return found, err
}

// oaiPage is how many records come at once.
const oaiPage = 100

func (h harvest) list(ctx context.Context, asked url.Values, whole bool) (*publish.HarvestList, error) {
	wanted, resumed := asked, asked.Has("resumptionToken")
	ask := library.Harvest{Most: oaiPage + 1}
	if resumed {
		var err error
		if wanted, err = readToken(asked.Get("resumptionToken"), &ask); err != nil {
			return nil, err
		}
	}
	if err := bounds(wanted, &ask); err != nil {
		return nil, err
	}
	found, err := h.shelf.Harvest(ctx, ask)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 && !resumed {
		return nil, &oaiFault{"noRecordsMatch", "nothing matches the arguments"}
	}
	list := &publish.HarvestList{}
	if resumed {
		list.Token = &publish.HarvestToken{} // an empty one ends the list
	}
	if len(found) > oaiPage {
		found = found[:oaiPage]
		list.Token = &publish.HarvestToken{Text: writeToken(wanted, found[oaiPage-1])}
	}
	for _, one := range found {
		if whole {
			list.Records = append(list.Records, h.record(one))
		} else {
			list.Headers = append(list.Headers, h.header(one))
		}
	}
	return list, nil
}

func (h harvest) header(one library.Harvested) publish.HarvestHeader {
	header := publish.HarvestHeader{Identifier: "oai:" + h.host + ":" + one.ID, Stamp: oaiTime(one.Changed), Sets: []string{"kind-" + string(one.Kind)}}
	for _, group := range evidence.DefaultGroups() {
		if slices.Contains(library.Filed(one.Entry, "group"), group.ID) {
			header.Sets = append(header.Sets, "group-"+group.ID)
		}
	}
	if one.Gone {
		header.Status = "deleted"
	}
	return header
}

func (h harvest) record(one library.Harvested) publish.HarvestRecord {
	return publish.HarvestedRecord(h.header(one), one.Entry, h.root+permalink(one.Number()))
}

func oaiSets() (sets []publish.HarvestSet) {
	for _, kind := range library.Kinds() {
		sets = append(sets, publish.HarvestSet{Spec: "kind-" + string(kind), Name: "Kind: " + kindTitle(kind)})
	}
	for _, group := range evidence.DefaultGroups() {
		sets = append(sets, publish.HarvestSet{Spec: "group-" + group.ID, Name: "Group: " + group.Title})
	}
	return sets
}

// bounds reads from, until and set.
func bounds(asked url.Values, ask *library.Harvest) error {
	from, fromDay, err := oaiStamp(asked, "from")
	if err != nil {
		return err
	}
	until, untilDay, err := oaiStamp(asked, "until")
	switch {
	case err != nil:
		return err
	case !from.IsZero() && !until.IsZero() && fromDay != untilDay:
		return &oaiFault{"badArgument", "from and until are not of the same granularity"}
	case !from.IsZero() && !until.IsZero() && from.After(until):
		return &oaiFault{"badArgument", "from is later than until"}
	}
	ask.From = from
	if !until.IsZero() { // until is within what is asked for
		ask.Before = until.Add(time.Second)
		if untilDay {
			ask.Before = until.AddDate(0, 0, 1)
		}
	}
	set := asked.Get("set")
	if set == "" {
		if asked.Has("set") {
			return &oaiFault{"badArgument", "set is empty"}
		}
		return nil
	}
	if !slices.ContainsFunc(oaiSets(), func(s publish.HarvestSet) bool { return s.Spec == set }) {
		return &oaiFault{"noRecordsMatch", "there is no such set; ListSets names them"}
	}
	if kind, ok := strings.CutPrefix(set, "kind-"); ok {
		ask.Kind = evidence.Kind(kind)
	}
	if group, ok := strings.CutPrefix(set, "group-"); ok {
		ask.Group = group
	}
	return nil
}

func oaiStamp(asked url.Values, name string) (at time.Time, day bool, err error) {
	if !asked.Has(name) {
		return at, false, nil
	}
	text := asked.Get(name)
	if at, err = time.Parse(time.DateOnly, text); err == nil {
		return at, true, nil
	}
	if at, err = time.Parse("2006-01-02T15:04:05Z", text); err != nil {
		return at, false, &oaiFault{"badArgument", name + " is no time: expected one such as 2026-05-04 or 2026-05-04T03:02:01Z"}
	}
	return at, false, nil
}

func oaiTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
