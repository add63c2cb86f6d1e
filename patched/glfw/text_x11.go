//go:build linux && x11

package glfw

//int glfwTextPending(void);
//int glfwHandOverText(void);
//void glfwSetTextSpot(int x, int y);
import "C"

//export goTextCame
func goTextCame() {
	came := textCame
	textTo, textCame = nil, nil
	if came != nil {
		came()
	}
}

func textPending() bool { return C.glfwTextPending() != 0 }

func handOverText() bool { return C.glfwHandOverText() != 0 }

func setTextSpot(x, y int) { C.glfwSetTextSpot(C.int(x), C.int(y)) }
