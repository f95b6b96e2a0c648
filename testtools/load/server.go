package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is the program, built and started for the load alone, on a workspace of its own.
type server struct {
	address string
	began   time.Time
	first   time.Duration // from its start to the first page
	empty   held          // the memory that it held then
	process *exec.Cmd
	folder  string
}

var said = regexp.MustCompile(`http://[^/ ]+`)

func start(ctx context.Context) (s *server, err error) {
	s = &server{}
	if s.folder, err = os.MkdirTemp("", "load"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.end())
		}
	}()
	program := filepath.Join(s.folder, "goodmeasure")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "goodmeasure/cmd/goodmeasure")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is given to people: without a C library in its memory
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return s, fmt.Errorf("building the program: %w", err)
	}
	// The server is ended by SIGTERM when all is done, and not by whatever ends the clients.
	s.process = exec.Command(program, "serve", "--address", "127.0.0.1:0", "--workspace", filepath.Join(s.folder, "load.db"))
	s.process.Stderr = os.Stderr
	spoken, err := s.process.StdoutPipe()
	if err != nil {
		return s, err
	}
	s.began = time.Now()
	if err := s.process.Start(); err != nil {
		return s, err
	}
	line, err := bufio.NewReader(spoken).ReadString('\n')
	if err != nil {
		return s, fmt.Errorf("starting the program: it did not say where it is: %w", err)
	}
	s.address = said.FindString(line)
	answer, err := http.Get(s.address + "/authorities")
	if err != nil {
		return s, err
	}
	s.first, s.empty = time.Since(s.began), s.memory()
	return s, answer.Body.Close()
}

// end ends the server as a system does, and says whether it ended well.
func (s *server) end() error {
	var err error
	if s.process != nil && s.process.Process != nil {
		if err = s.process.Process.Signal(syscall.SIGTERM); err == nil {
			err = s.process.Wait()
		}
	}
	return errors.Join(err, os.RemoveAll(s.folder))
}

// memory is how much memory the server holds now; nothing where the system does not tell.
func (s *server) memory() held {
	if s == nil {
		return held{}
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return held{}
	}
	now := held{Minute: time.Since(s.began).Minutes()}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		kilobytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch {
		case err != nil:
		case name == "VmRSS":
			now.Bytes = kilobytes << 10
		case name == "VmHWM":
			now.Most = kilobytes << 10
		}
	}
	return now
}
