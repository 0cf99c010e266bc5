#define PY_SSIZE_T_CLEAN
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_speed"};
PyMODINIT_FUNC PyInit__speed(void) { return PyModuleDef_Init(&module); }
