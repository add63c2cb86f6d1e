package main

import (
	"runtime"
	"time"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// probing is the only argument of the child process that probes.
const probing = "-probe-graphics"

// probe draws in a window nobody sees, as the toolkit does: OpenGL 2.1, a shader, and a colour that is read back. It ends the process: 0 if that went well.
func probe() {
	runtime.LockOSThread()
	time.AfterFunc(probeFor, func() { end(2) }) // a driver that hangs leaves nothing behind
	if draws() {
		end(0)
	}
	end(1)
}

func draws() bool {
	if glfw.Init() != nil {
		return false
	}
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	w, err := glfw.CreateWindow(64, 64, "", nil, nil)
	if err != nil || w == nil {
		return false
	}
	w.MakeContextCurrent()
	if gl.Init() != nil {
		return false
	}
	source, free := gl.Strs("#version 110\nvoid main() { gl_FragColor = vec4(0.2, 0.4, 0.6, 1.0); }\x00")
	defer free()
	shader, compiled := gl.CreateShader(gl.FRAGMENT_SHADER), int32(0)
	gl.ShaderSource(shader, 1, source, nil)
	gl.CompileShader(shader)
	gl.GetShaderiv(shader, gl.COMPILE_STATUS, &compiled)
	program := gl.CreateProgram()
	gl.AttachShader(program, shader)
	gl.LinkProgram(program)
	gl.UseProgram(program)
	gl.Rectf(-1, -1, 1, 1)
	var dot [4]uint8
	gl.ReadPixels(32, 32, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, gl.Ptr(&dot[0]))
	return compiled == gl.TRUE && near(dot[0], 51) && near(dot[1], 102) && near(dot[2], 153)
}

// near allows for a screen of 16 bits.
func near(a, b uint8) bool { return max(a, b)-min(a, b) <= 8 }
