package diag

import (
	"strings"
	"unicode"
)

// devices are the names that Windows keeps for itself in every folder, with any ending.
const devices = " CON PRN AUX NUL CONIN$ CONOUT$ COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 COM¹ COM² COM³" +
	" LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9 LPT¹ LPT² LPT³ "

// Unportable says why a file or a folder can't have a name on Windows, "" where it can. The rules are Microsoft's
// (Naming Files, Paths, and Namespaces); they are asked on every system, since dossiers are handed on.
func Unportable(name string) string {
	if i := strings.IndexAny(name, `<>:"/\|?*`); i >= 0 {
		return "no name there has " + string(name[i])
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return "no name there has a control character"
	}
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return "no name there ends in a full stop or a blank"
	}
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	if base != "" && !strings.Contains(base, " ") && strings.Contains(devices, " "+base+" ") {
		return base + " is a device there, whatever its ending"
	}
	return ""
}
