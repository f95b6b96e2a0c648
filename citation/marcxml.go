package citation

func isMARCXML(head []byte) bool {
	return startsAs(head, "collection", "record") && containsAny(string(head), "MARC21", "datafield", "<leader", ":leader")
}

func readMARCXML(r *reading) error {
	return r.elements([]string{"record"}, func(e *element) *draft {
		var record marcRecord
		record.leader = e.child("leader").raw()
		for _, control := range e.all("controlfield") {
			record.fields = append(record.fields, marcField{tag: control.attrs["tag"], control: control.raw()})
		}
		for _, data := range e.all("datafield") {
			f := marcField{tag: data.attrs["tag"]}
			for _, sub := range data.all("subfield") {
				f.subs = append(f.subs, marcSub{code: sub.attrs["code"], text: sub.words()})
			}
			record.fields = append(record.fields, f)
		}
		return record.draft()
	})
}
