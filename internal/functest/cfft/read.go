// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"text/template"

	"github.com/google/go-jsonnet"
	"go.yaml.in/yaml/v3"

	"selvedge/internal/functest"
)

// reader reads files as cfft does: what is Jsonnet or YAML becomes JSON, and then every file is a template.
type reader struct {
	loader *functest.Loader
	env    func(name string) (value string, ok bool)
}

// read reads a file. variables come before those of the environment.
func (r *reader) read(path string, variables map[string]string) ([]byte, error) {
	text, err := r.loader.Read(path)
	if err != nil {
		return nil, err
	}
	switch filepath.Ext(path) {
	case ".json", ".jsonnet":
		if !json.Valid(text) {
			text, err = r.jsonnet(path, text)
		}
	case ".yaml", ".yml":
		text, err = yamlToJSON(text)
	}
	if err == nil {
		text, err = r.render(text, variables)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return text, nil
}

// render executes a template with the functions of cfft: env takes the first variable that is not empty, its last argument
// is the default; must_env fails without a variable.
func (r *reader) render(text []byte, variables map[string]string) ([]byte, error) {
	lookup := func(name string) (string, bool) {
		if value, ok := variables[name]; ok {
			return value, true
		}
		if r.env == nil {
			return "", false
		}
		return r.env(name)
	}
	t, err := template.New("file").Funcs(template.FuncMap{
		"env": func(names ...string) string {
			last := ""
			for _, name := range names {
				if value, _ := lookup(name); value != "" {
					return value
				}
				last = name
			}
			return last
		},
		"must_env": func(name string) (string, error) {
			value, ok := lookup(name)
			if !ok {
				return "", fmt.Errorf("the environment variable %s is not set", name)
			}
			return value, nil
		},
	}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, map[string]any{}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// jsonnet evaluates a file. JSON is Jsonnet, too.
func (r *reader) jsonnet(path string, text []byte) ([]byte, error) {
	path = filepath.Clean(path)
	vm := jsonnet.MakeVM()
	vm.Importer(&importer{r.loader, map[string]jsonnet.Contents{path: jsonnet.MakeContentsRaw(text)}})
	out, err := vm.EvaluateFile(path)
	return []byte(out), err
}

// importer reads what Jsonnet files import, relative to the file that does.
type importer struct {
	loader *functest.Loader
	cache  map[string]jsonnet.Contents // the same contents for the same file, as go-jsonnet demands
}

// Import reads a file. See jsonnet.Importer.
func (i *importer) Import(from, path string) (contents jsonnet.Contents, foundAt string, err error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(from), path)
	}
	contents, ok := i.cache[path]
	if !ok {
		text, err := i.loader.Read(path)
		if err != nil {
			return contents, "", err
		}
		contents = jsonnet.MakeContentsRaw(text)
		i.cache[path] = contents
	}
	return contents, path, nil
}

// maxNodes bounds what a YAML file may grow to by aliases.
const maxNodes = 100_000

// yamlToJSON converts the first document of a file.
func yamlToJSON(text []byte) ([]byte, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, err
	}
	c := yamlConverter{left: maxNodes}
	v, err := c.value(&document)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err = e.Encode(v)
	return out.Bytes(), err
}

// yamlConverter makes JSON values of nodes. It does not decode them into Go values, which would make times of texts that
// look like one.
type yamlConverter struct{ left int }

func (c *yamlConverter) value(n *yaml.Node) (any, error) {
	if c.left--; c.left < 0 {
		return nil, fmt.Errorf("more than %d nodes", maxNodes)
	}
	switch n.Kind {
	case yaml.DocumentNode:
		if len(n.Content) == 1 {
			return c.value(n.Content[0])
		}
		return nil, errors.New("the document is empty")
	case yaml.AliasNode:
		return c.value(n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, element := range n.Content {
			v, err := c.value(element)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.MappingNode:
		m := map[string]any{}
		return m, c.members(n, m)
	case yaml.ScalarNode:
		return scalar(n)
	}
	return nil, errors.New("the document is empty")
}

// members adds the members of a mapping; those of mappings that are merged into it do not replace others.
func (c *yamlConverter) members(n *yaml.Node, m map[string]any) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Tag == "!!merge" {
			continue
		}
		if key.Kind != yaml.ScalarNode {
			return fmt.Errorf("line %d: a key that is not a text", key.Line)
		}
		v, err := c.value(n.Content[i+1])
		if err != nil {
			return err
		}
		m[key.Value] = v
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Tag != "!!merge" {
			continue
		}
		if err := c.merge(n.Content[i+1], m); err != nil {
			return err
		}
	}
	return nil
}

func (c *yamlConverter) merge(n *yaml.Node, m map[string]any) error {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	sources := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		sources = n.Content
	}
	for _, source := range sources {
		v, err := c.value(source)
		if err != nil {
			return err
		}
		merged, ok := v.(map[string]any)
		if !ok {
			return fmt.Errorf("line %d: only mappings can be merged", source.Line)
		}
		for name, member := range merged {
			if _, has := m[name]; !has {
				m[name] = member
			}
		}
	}
	return nil
}

func scalar(n *yaml.Node) (any, error) {
	switch n.ShortTag() {
	case "!!null":
		return nil, nil
	case "!!bool":
		var b bool
		err := n.Decode(&b)
		return b, err
	case "!!int":
		var i int64
		if err := n.Decode(&i); err == nil {
			return i, nil
		}
		fallthrough
	case "!!float":
		var f float64
		err := n.Decode(&f)
		return f, err
	}
	return n.Value, nil
}
