/* The fast path in C: a frame straight to its message, and a message straight to its frame.

Strategy: `native.py` makes a table of each definition (a Shape) from the very checks of the slow path. A Reader walks
the text of a frame along these tables and fills the slots of the objects itself; nothing stands between, no tree and no
second pass. A Writer walks the slots of a message along the same tables, checks each value, and writes it at once.

Both only know what is surely right. They give their result, or NULL without an exception: "not sure". Then Python
decides, so whatever is odd, rare or hard to prove is "not sure" here. An exception inside means "not sure" as well,
unless it is one that no program catches by mistake, such as KeyboardInterrupt.

What keeps this safe:
- A text that is read ends with a NUL, which no token matches; whoever loads more than one byte looks at the end first.
- Objects nest as deep as the definitions do, at most MOST_NESTED, and free JSON at most MOST_LEVELS. All recursion here
  is bounded by these two.
- Making an object may run the garbage collector, a time zone may be Python code: both may run anything. So everything
  that is used after such a call is held by a reference of ours; what a message holds may change, and is looked at anew.
- A table never changes once it is filled. The interpreter lock protects the rest: free-threaded builds do without this
  module. Nothing of an input is kept.
- What is assumed of msgspec (each field is a slot of one pointer, nothing else is in the object, the usual allocator)
  is tested for each class while its table is made; where it does not hold there is no table. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <datetime.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#if defined(_MSC_VER)
#include <intrin.h>
#endif

#if PY_BIG_ENDIAN
#error "the texts are compared in words of little-endian machines"
#endif

#if defined(__GNUC__)
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#else
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#endif

#define OK 0
#define NOT_SURE (-1)

#define MOST_NESTED 48       /* levels of objects; no message has more than a dozen */
#define MOST_LEVELS 64       /* limits.MAX_DEPTH */
#define MOST_FIELDS 64       /* of a definition: one bit for each */
#define MOST_IN_ID 36        /* limits.MAX_ID */
#define MOST_IN_VENDOR 255   /* limits.MAX_VENDOR_ID */
#define MOST_EXACT 9007199254740991LL /* limits.MAX_EXACT */
#define SURE_LENGTH 16       /* jsonvalues._SURE_LENGTH */
#define KEY_ROOM 64          /* bytes of a name with its quotes, comma and colon */
#define SURE_DIGITS 18       /* of an integer that 64 bits surely hold */
#define LONGEST_NUMBER 40    /* characters of a number that is read here */

/* What a field holds. The names are those of `checks.py`. */
enum { STRING, URI, BOOLEAN, INTEGER, NUMBER, TENTH, MOMENT, ENUMERATION, OBJECT, ANYTHING, CUSTOM, KINDS };

/* Words of text ------------------------------------------------------------------------------------------------- */

static inline uint64_t load8(const char *p) { uint64_t x; memcpy(&x, p, 8); return x; }
static inline uint32_t load4(const char *p) { uint32_t x; memcpy(&x, p, 4); return x; }

static inline int same_text(const char *one, const char *other, size_t size)
{
    if (size >= 8) {
        for (size_t i = 0; i + 8 <= size; i += 8)
            if (load8(one + i) != load8(other + i)) return 0;
        return load8(one + size - 8) == load8(other + size - 8);
    }
    if (size >= 4) return load4(one) == load4(other) && load4(one + size - 4) == load4(other + size - 4);
    return memcmp(one, other, size) == 0;
}

/* The high bit of each byte that a string of JSON cannot hold as it is: below 0x20, a quote, a backslash. Above the
   lowest of them there may be others too many. */
static inline uint64_t special_bytes(uint64_t x)
{
    uint64_t quote = x ^ 0x2222222222222222u, backslash = x ^ 0x5c5c5c5c5c5c5c5cu;
    return (((x - 0x2020202020202020u) & ~x) | ((quote - 0x0101010101010101u) & ~quote) |
            ((backslash - 0x0101010101010101u) & ~backslash)) & 0x8080808080808080u;
}

static inline unsigned lowest_byte(uint64_t marks) /* the number of the lowest byte with a mark; there is one */
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(marks) >> 3;
#elif defined(_MSC_VER) && defined(_WIN64)
    unsigned long bit;
    _BitScanForward64(&bit, marks);
    return (unsigned)bit >> 3;
#else
    unsigned byte = 0;
    while (!(marks & 0xff)) { marks >>= 8; byte++; }
    return byte;
#endif
}

/* Tables of texts: the members of an enumeration, the names of actions, the codes of errors ---------------------- */

typedef struct { const char *text; uint32_t size; PyObject *value; } Entry; /* `text`: in quotes; `size`: with them */

typedef struct {
    uint32_t mask;             /* one less than the slots of the two tables, which are a quarter full at most */
    int16_t *by_text, *by_value; /* numbers of entries; -1 for none */
    Py_ssize_t count;
    Entry *entries;
    char *texts;
    PyObject *owner;           /* the dict that holds the values */
} Names;

static inline uint32_t hash_of_text(const char *text, size_t size)
{
    uint64_t first = 0, last = size;
    if (size >= 8) { first = load8(text); last = load8(text + size - 8); }
    else memcpy(&first, text, size);
    return (uint32_t)(((first ^ (last * 0x9e3779b97f4a7c15u) ^ size) * 0xff51afd7ed558ccdu) >> 40);
}

static inline uint32_t hash_of_object(const void *object)
{
    uintptr_t x = (uintptr_t)object >> 4;
    return (uint32_t)(x ^ (x >> 9) ^ (x >> 17));
}

static inline const Entry *find_text(const Names *names, const char *text, size_t size)
{
    for (uint32_t slot = hash_of_text(text, size) & names->mask; names->by_text[slot] >= 0; slot = (slot + 1) & names->mask) {
        const Entry *entry = &names->entries[names->by_text[slot]];
        if (entry->size == size + 2 && same_text(entry->text + 1, text, size)) return entry;
    }
    return NULL;
}

static inline const Entry *find_value(const Names *names, const PyObject *value)
{
    for (uint32_t slot = hash_of_object(value) & names->mask; names->by_value[slot] >= 0; slot = (slot + 1) & names->mask)
        if (names->entries[names->by_value[slot]].value == value) return &names->entries[names->by_value[slot]];
    return NULL;
}

static void free_names(Names *names)
{
    if (!names) return;
    PyMem_Free(names->by_text); PyMem_Free(names->by_value); PyMem_Free(names->entries); PyMem_Free(names->texts);
    Py_XDECREF(names->owner);
    PyMem_Free(names);
}

static int is_plain(const char *text, Py_ssize_t size) /* whether it stands in JSON as it is */
{
    for (Py_ssize_t i = 0; i < size; i++)
        if (text[i] < 0x20 || text[i] > 0x7e || text[i] == '"' || text[i] == '\\') return 0;
    return 1;
}

static Names *make_names(PyObject *given) /* a dict: text -> value */
{
    PyObject *key, *value;
    Py_ssize_t at = 0, size, room = 0, count = PyDict_GET_SIZE(given);
    while (PyDict_Next(given, &at, &key, &value)) {
        const char *text = PyUnicode_Check(key) ? PyUnicode_AsUTF8AndSize(key, &size) : NULL;
        if (!text || count > 8000 || size > 1000 || !is_plain(text, size)) {
            PyErr_SetString(PyExc_ValueError, "a name that is not plain");
            return NULL;
        }
        room += size + 2;
    }
    Names *names = PyMem_Calloc(1, sizeof *names);
    if (!names) { PyErr_NoMemory(); return NULL; }
    uint32_t slots = 8;
    while (slots < 4 * (size_t)count) slots *= 2;
    names->mask = slots - 1;
    names->by_text = PyMem_Malloc(slots * sizeof *names->by_text);
    names->by_value = PyMem_Malloc(slots * sizeof *names->by_value);
    names->entries = PyMem_Calloc((size_t)count + 1, sizeof *names->entries);
    names->texts = PyMem_Calloc((size_t)room + 32, 1); /* a short text is copied in 32 bytes, whatever stands behind it */
    names->owner = PyDict_Copy(given);
    if (!names->by_text || !names->by_value || !names->entries || !names->texts || !names->owner) {
        free_names(names);
        PyErr_NoMemory();
        return NULL;
    }
    memset(names->by_text, 0xff, slots * sizeof *names->by_text);
    memset(names->by_value, 0xff, slots * sizeof *names->by_value);
    char *end = names->texts;
    at = 0;
    while (names->count < count && PyDict_Next(names->owner, &at, &key, &value)) {
        const char *text = PyUnicode_AsUTF8AndSize(key, &size);
        if (!text) { free_names(names); return NULL; }
        int16_t number = (int16_t)names->count++;
        names->entries[number] = (Entry){end, (uint32_t)size + 2, value};
        *end++ = '"'; memcpy(end, text, (size_t)size); end += size; *end++ = '"';
        uint32_t slot = hash_of_text(text, (size_t)size) & names->mask;
        while (names->by_text[slot] >= 0) slot = (slot + 1) & names->mask;
        names->by_text[slot] = number;
        slot = hash_of_object(value) & names->mask;
        while (names->by_value[slot] >= 0) slot = (slot + 1) & names->mask;
        names->by_value[slot] = number;
    }
    return names;
}

/* Shapes: a definition as a table -------------------------------------------------------------------------------- */

struct Shape;

typedef struct {
    Py_ssize_t offset;               /* of its slot in the object */
    uint8_t kind, is_required, is_list, name_size; /* `name_size`: with its quotes */
    Py_ssize_t least_items, most_items;
    int64_t low, high;               /* of an integer, and of the characters of a text */
    double low_number, high_number;
    struct Shape *shape;             /* of an object */
    Names *members;                  /* of an enumeration */
    char key[KEY_ROOM];              /* ,"name": */
} Field;

typedef struct Shape {
    PyObject_HEAD
    PyTypeObject *definition;
    Py_ssize_t count;
    uint64_t required;               /* a bit for each field */
    Field *fields;
} Shape;

static inline PyObject **slot_of(PyObject *object, const Field *field)
{
    return (PyObject **)((char *)object + field->offset);
}

typedef struct { PyTypeObject *shape, *plan, *tables, *reader, *writer; } State;

static struct PyModuleDef module;

static State *state_of(PyTypeObject *type) { return PyType_GetModuleState(type); }

static int Shape_traverse(Shape *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->definition);
    for (Py_ssize_t i = 0; i < self->count; i++) {
        Py_VISIT(self->fields[i].shape);
        if (self->fields[i].members) Py_VISIT(self->fields[i].members->owner);
    }
    return 0;
}

static int Shape_clear(Shape *self)
{
    for (Py_ssize_t i = 0; i < self->count; i++) Py_CLEAR(self->fields[i].shape);
    return 0;
}

static void Shape_dealloc(Shape *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Shape_clear(self);
    for (Py_ssize_t i = 0; i < self->count; i++) free_names(self->fields[i].members);
    PyMem_Free(self->fields);
    Py_XDECREF(self->definition);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *Shape_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyTypeObject *definition;
    if (!PyArg_ParseTuple(args, "O!", &PyType_Type, &definition)) return NULL;
    if (PyType_IS_GC(definition) || definition->tp_itemsize || definition->tp_alloc != PyType_GenericAlloc) {
        PyErr_SetString(PyExc_TypeError, "a definition that is no plain Struct");
        return NULL;
    }
    Shape *self = (Shape *)type->tp_alloc(type, 0);
    if (self) self->definition = (PyTypeObject *)Py_NewRef(definition);
    return (PyObject *)self;
}

/* One field out of its tuple: (attribute, name, kind, is required, is a list, least and most items, low, high, detail).
   `detail`: the Shape of an object, the members of an enumeration by their values, or None. */
static int fill_field(Shape *self, Field *field, PyObject *given)
{
    PyObject *attribute, *detail, *member;
    const char *name;
    Py_ssize_t size;
    int kind, is_required, is_list;
    long long low, high;
    if (!PyTuple_Check(given) ||
        !PyArg_ParseTuple(given, "Us#ippnnLLO", &attribute, &name, &size, &kind, &is_required, &is_list,
                          &field->least_items, &field->most_items, &low, &high, &detail)) return NOT_SURE;
    if (size > KEY_ROOM - 4 || !is_plain(name, size) || kind < 0 || kind >= KINDS) {
        PyErr_SetString(PyExc_ValueError, "a field that has no place in a table");
        return NOT_SURE;
    }
    field->kind = (uint8_t)kind; field->is_required = (uint8_t)is_required; field->is_list = (uint8_t)is_list;
    field->name_size = (uint8_t)(size + 2);
    memcpy(field->key, ",\"", 2); memcpy(field->key + 2, name, (size_t)size); memcpy(field->key + 2 + size, "\":", 2);
    field->low = low; field->high = high; field->low_number = (double)low; field->high_number = (double)high;
    if (kind == OBJECT) {
        if (Py_TYPE(detail) != Py_TYPE(self)) { PyErr_SetString(PyExc_TypeError, "an object without its shape"); return NOT_SURE; }
        field->shape = (Shape *)Py_NewRef(detail);
    }
    if (kind == ENUMERATION) {
        if (!PyDict_Check(detail)) { PyErr_SetString(PyExc_TypeError, "an enumeration without members"); return NOT_SURE; }
        if (!(field->members = make_names(detail))) return NOT_SURE;
    }
    if (!(member = PyObject_GetAttr((PyObject *)self->definition, attribute))) return NOT_SURE;
    const PyMemberDescrObject *descriptor = (PyMemberDescrObject *)member;
    int is_slot = Py_TYPE(member) == &PyMemberDescr_Type && descriptor->d_member->type == T_OBJECT_EX &&
                  PyType_IsSubtype(self->definition, PyDescr_TYPE(member));
    if (is_slot) field->offset = descriptor->d_member->offset;
    Py_DECREF(member);
    if (!is_slot) { PyErr_SetString(PyExc_TypeError, "a field that is no slot"); return NOT_SURE; }
    return OK;
}

static PyObject *Shape_fill(Shape *self, PyObject *given)
{
    if (!PyList_CheckExact(given) || PyList_GET_SIZE(given) > MOST_FIELDS || self->fields) {
        PyErr_SetString(PyExc_ValueError, "a list of at most 64 fields, once");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(given);
    uint64_t required = 0, places = 0;
    self->fields = PyMem_Calloc((size_t)count + 1, sizeof *self->fields);
    if (!self->fields) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < count && i < PyList_GET_SIZE(given); i++) {
        Field *field = &self->fields[i];
        self->count = i + 1; /* what a field has before it fails is freed with the others */
        PyObject *one = Py_NewRef(PyList_GET_ITEM(given, i));
        int filled = fill_field(self, field, one);
        Py_DECREF(one);
        if (filled < 0) return NULL;
        if (field->is_required) required |= 1ull << i;
        size_t place = ((size_t)field->offset - sizeof(PyObject)) / sizeof(PyObject *);
        if (place < MOST_FIELDS) places |= 1ull << place;
    }
    /* The slots lie side by side behind the head of the object, and nothing else does. */
    uint64_t all = count == MOST_FIELDS ? ~0ull : (1ull << count) - 1;
    if (places != all || self->definition->tp_basicsize != (Py_ssize_t)(sizeof(PyObject) + (size_t)count * sizeof(PyObject *))) {
        PyErr_SetString(PyExc_TypeError, "a definition that holds more than its slots");
        return NULL;
    }
    self->required = required;
    Py_RETURN_NONE;
}

static PyMethodDef Shape_methods[] = {{"fill", (PyCFunction)Shape_fill, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot Shape_slots[] = {
    {Py_tp_new, Shape_new}, {Py_tp_dealloc, Shape_dealloc}, {Py_tp_traverse, Shape_traverse}, {Py_tp_clear, Shape_clear},
    {Py_tp_methods, Shape_methods}, {0, NULL}};
static PyType_Spec Shape_spec = {
    "ocpp_codec._core._speed.Shape", sizeof(Shape), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Shape_slots};

/* Plans: what one payload is sent and received in ---------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    Shape *envelope;    /* its last field is the payload */
    char type;          /* the digit that opens the frame */
    PyObject *action;   /* the name in the frame; NULL for a result */
    int few_decimals;   /* its receiver understands at most six digits behind the point */
    PyObject *prepare;  /* gives the shape of the payload, or None; called on first use */
    Shape *payload;
} Plan;

static int Plan_traverse(Plan *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self)); Py_VISIT(self->envelope); Py_VISIT(self->prepare); Py_VISIT(self->payload);
    return 0;
}

static int Plan_clear(Plan *self)
{
    Py_CLEAR(self->envelope); Py_CLEAR(self->prepare); Py_CLEAR(self->payload); Py_CLEAR(self->action);
    return 0;
}

static void Plan_dealloc(Plan *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Plan_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *Plan_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyObject *envelope, *action, *prepare;
    int number, few_decimals;
    if (!PyArg_ParseTuple(args, "O!iOpO", state_of(type)->shape, &envelope, &number, &action, &few_decimals, &prepare)) return NULL;
    Py_ssize_t count = ((Shape *)envelope)->count;
    if (number < 2 || number > 6 || count != (action == Py_None ? 2 : 3) || !(action == Py_None || PyUnicode_CheckExact(action))) {
        PyErr_SetString(PyExc_ValueError, "an envelope that is none");
        return NULL;
    }
    Plan *self = (Plan *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    self->envelope = (Shape *)Py_NewRef(envelope);
    self->type = (char)('0' + number);
    self->few_decimals = few_decimals;
    self->prepare = Py_NewRef(prepare);
    if (action != Py_None) { self->action = Py_NewRef(action); PyUnicode_InternInPlace(&self->action); }
    return (PyObject *)self;
}

static PyType_Slot Plan_slots[] = {
    {Py_tp_new, Plan_new}, {Py_tp_dealloc, Plan_dealloc}, {Py_tp_traverse, Plan_traverse}, {Py_tp_clear, Plan_clear}, {0, NULL}};
static PyType_Spec Plan_spec = {
    "ocpp_codec._core._speed.Plan", sizeof(Plan), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Plan_slots};

/* The shape of a payload, a borrowed reference that the plan keeps for ever; NULL if there is none. */
static const Shape *payload_of(Plan *plan, const State *state)
{
    if (LIKELY(plan->payload != NULL)) return plan->payload;
    PyObject *prepare = Py_NewRef(plan->prepare);
    PyObject *made = PyObject_CallNoArgs(prepare);
    Py_DECREF(prepare);
    if (made && Py_TYPE(made) == state->shape && !plan->payload) plan->payload = (Shape *)Py_NewRef(made);
    Py_XDECREF(made);
    return plan->payload;
}

/* Tables: one version -------------------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    Names *requests;       /* name of an action -> its plan */
    PyObject *results;     /* name or class of an action -> plan of its response */
    PyObject *payloads;    /* class of a payload -> plan */
    Names *codes;          /* of errors */
    Shape *errors[2];      /* CallError, CallResultError; NULL for one that the version does not have */
    int64_t description;   /* characters that a description may have */
    PyObject *null;        /* record.NULL */
    PyTypeObject *custom;  /* record.CustomDataType */
    const State *state;    /* of the module, which the type of this object keeps alive */
} Tables;

static int Tables_traverse(Tables *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self)); Py_VISIT(self->results); Py_VISIT(self->payloads); Py_VISIT(self->null); Py_VISIT(self->custom);
    Py_VISIT(self->errors[0]); Py_VISIT(self->errors[1]);
    if (self->requests) Py_VISIT(self->requests->owner);
    if (self->codes) Py_VISIT(self->codes->owner);
    return 0;
}

static int Tables_clear(Tables *self)
{
    Py_CLEAR(self->results); Py_CLEAR(self->payloads);
    return 0;
}

static void Tables_dealloc(Tables *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Tables_clear(self);
    Py_CLEAR(self->null); Py_CLEAR(self->custom); Py_CLEAR(self->errors[0]); Py_CLEAR(self->errors[1]);
    free_names(self->requests); free_names(self->codes);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *Tables_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyObject *requests, *results, *payloads, *codes, *error, *result_error, *null, *custom;
    long long description;
    const State *state = state_of(type);
    if (!PyArg_ParseTuple(args, "O!O!O!O!OOLOO!", &PyDict_Type, &requests, &PyDict_Type, &results, &PyDict_Type, &payloads,
                          &PyDict_Type, &codes, &error, &result_error, &description, &null, &PyType_Type, &custom)) return NULL;
    if (!PyType_IsSubtype((PyTypeObject *)custom, &PyDict_Type)) {
        PyErr_SetString(PyExc_TypeError, "customData is a dict");
        return NULL;
    }
    Tables *self = (Tables *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    self->state = state;
    self->description = description;
    self->null = Py_NewRef(null);
    self->custom = (PyTypeObject *)Py_NewRef(custom);
    PyObject *errors[] = {error, result_error};
    for (int i = 0; i < 2; i++)
        if (Py_TYPE(errors[i]) == state->shape && ((Shape *)errors[i])->count == 4) self->errors[i] = (Shape *)Py_NewRef(errors[i]);
    if (!(self->requests = make_names(requests)) || !(self->codes = make_names(codes)) ||
        !(self->results = PyDict_Copy(results)) || !(self->payloads = PyDict_Copy(payloads))) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyType_Slot Tables_slots[] = {
    {Py_tp_new, Tables_new}, {Py_tp_dealloc, Tables_dealloc}, {Py_tp_traverse, Tables_traverse}, {Py_tp_clear, Tables_clear}, {0, NULL}};
static PyType_Spec Tables_spec = {
    "ocpp_codec._core._speed.Tables", sizeof(Tables), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Tables_slots};

/* Reading: texts ------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *at, *end;   /* *end is NUL */
    const Tables *tables;
    char *scratch;          /* for a text with escapes, as large as the frame; NULL until there is one */
    PyObject *zone;         /* of the last date-time with an offset, and that offset */
    int zone_minutes;
    int message_only;       /* a date-time without offset is UTC, and nobody wants to know */
    int has_inspector;      /* what is free JSON is read as the slow path reads it: numbers exact, no key twice */
} Input;

typedef struct { const char *start; Py_ssize_t size; int is_ascii; } Text;

static inline void skip_space(Input *in)
{
    if (UNLIKELY((unsigned char)*in->at <= ' '))
        while (*in->at == ' ' || *in->at == '\n' || *in->at == '\t' || *in->at == '\r') in->at++;
}

/* The character, and spaces behind it. */
static inline int skip(Input *in, char c)
{
    if (UNLIKELY(*in->at != c)) return 0;
    in->at++;
    skip_space(in);
    return 1;
}

static int hex4(const char *p, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0') : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (unsigned)((c | 0x20) - 'a' + 10) : 16;
        if (digit > 15) return 0;
        *code = *code << 4 | digit;
    }
    return 1;
}

static char *put_utf8(char *out, unsigned code)
{
    if (code < 0x80) { *out++ = (char)code; return out; }
    if (code < 0x800) *out++ = (char)(0xc0 | code >> 6);
    else {
        if (code < 0x10000) *out++ = (char)(0xe0 | code >> 12);
        else { *out++ = (char)(0xf0 | code >> 18); *out++ = (char)(0x80 | (code >> 12 & 63)); }
        *out++ = (char)(0x80 | (code >> 6 & 63));
    }
    *out++ = (char)(0x80 | (code & 63));
    return out;
}

/* A text with escapes; `in->at` is behind its opening quote. No escape is shorter than what it means. */
static int read_escaped(Input *in, Text *text)
{
    if (!in->scratch && !(in->scratch = PyMem_Malloc((size_t)(in->end - in->at) + 1))) return NOT_SURE;
    const char *p = in->at, *end = in->end;
    char *out = in->scratch;
    unsigned char all = 0;
    for (;;) {
        unsigned char c = (unsigned char)*p++;
        if (c == '"') break;
        if (c < 0x20) return NOT_SURE; /* the NUL at the end as well */
        if (c != '\\') { *out++ = (char)c; all |= c; continue; }
        unsigned code, low;
        switch (*p++) {
        case '"': *out++ = '"'; break;
        case '\\': *out++ = '\\'; break;
        case '/': *out++ = '/'; break;
        case 'b': *out++ = '\b'; break;
        case 'f': *out++ = '\f'; break;
        case 'n': *out++ = '\n'; break;
        case 'r': *out++ = '\r'; break;
        case 't': *out++ = '\t'; break;
        case 'u':
            if (end - p < 4 || !hex4(p, &code)) return NOT_SURE;
            p += 4;
            if (code >= 0xd800 && code < 0xe000) { /* a pair, or no character */
                if (code >= 0xdc00 || end - p < 6 || p[0] != '\\' || p[1] != 'u' || !hex4(p + 2, &low) || low < 0xdc00 || low > 0xdfff)
                    return NOT_SURE;
                p += 6;
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            }
            if (code >= 0x80) all |= 0x80;
            out = put_utf8(out, code);
            break;
        default: return NOT_SURE;
        }
    }
    *text = (Text){in->scratch, out - in->scratch, all < 0x80};
    in->at = p;
    return OK;
}

/* A text: as it stands in the frame, or in the scratch until the next one with escapes. */
static inline int read_text(Input *in, Text *text)
{
    if (UNLIKELY(*in->at != '"')) return NOT_SURE;
    const char *start = ++in->at, *p = start, *end = in->end;
    uint64_t all = 0;
    while (LIKELY(end - p >= 8)) {
        uint64_t x = load8(p), marks = special_bytes(x);
        if (marks) {
            unsigned rest = lowest_byte(marks);
            all |= x & ((1ull << 8 * rest) - 1);
            p += rest;
            goto found;
        }
        all |= x;
        p += 8;
    }
    for (; p < end && (unsigned char)*p >= 0x20 && *p != '"' && *p != '\\'; p++) all |= (unsigned char)*p;
found:
    if (LIKELY(*p == '"')) {
        *text = (Text){start, p - start, !(all & 0x8080808080808080u)};
        in->at = p + 1;
        return OK;
    }
    return *p == '\\' ? read_escaped(in, text) : NOT_SURE;
}

/* A text without escapes: Python finds ids and actions by their quotes, and tells the advice of all other frames. */
static inline int read_plain_text(Input *in, Text *text)
{
    return read_text(in, text) < 0 || UNLIKELY(text->start == in->scratch) ? NOT_SURE : OK;
}

static inline PyObject *string_of(const Text *text)
{
    if (UNLIKELY(!text->is_ascii)) return PyUnicode_DecodeUTF8(text->start, text->size, NULL);
    if (text->size <= 1) return PyUnicode_FromStringAndSize(text->start, text->size);
    PyObject *string = PyUnicode_New(text->size, 127);
    if (LIKELY(string != NULL)) memcpy(PyUnicode_1BYTE_DATA(string), text->start, (size_t)text->size);
    return string;
}

static inline PyObject *string_within(const Text *text, int64_t least, int64_t most) /* of so many characters */
{
    if (LIKELY(text->is_ascii)) return UNLIKELY(text->size < least || text->size > most) ? NULL : string_of(text);
    PyObject *string = string_of(text);
    if (string && (PyUnicode_GET_LENGTH(string) < least || PyUnicode_GET_LENGTH(string) > most)) Py_CLEAR(string);
    return string;
}

static inline PyObject *read_string(Input *in, int64_t least, int64_t most)
{
    Text text;
    return UNLIKELY(read_text(in, &text) < 0) ? NULL : string_within(&text, least, most);
}

static inline int is_digit(char c) { return (unsigned char)(c - '0') < 10; }
static inline int is_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

/* fields.URI_PATTERN: only characters of a URI, and a colon before the first slash ends a scheme. */
static int is_uri(const char *text, Py_ssize_t size)
{
    Py_ssize_t i, first = -1;
    unsigned code;
    for (i = 0; i < size; i++) {
        char c = text[i];
        if (first < 0 && (c == ':' || c == '/' || c == '?' || c == '#')) first = i;
        if (c == '%') {
            char digits[4] = {'0', '0', i + 2 < size ? text[i + 1] : 0, i + 2 < size ? text[i + 2] : 0};
            if (!hex4(digits, &code)) return 0;
            i += 2;
        } else if (!is_letter(c) && !is_digit(c) && (c == 0 || !strchr("._~:/?#[]@!$&'()*+,;=-", c))) return 0;
    }
    if (first >= 0 && text[first] == ':') {
        if (first == 0 || !is_letter(text[0])) return 0;
        for (i = 1; i < first; i++)
            if (!is_letter(text[i]) && !is_digit(text[i]) && text[i] != '+' && text[i] != '.' && text[i] != '-') return 0;
    }
    return size > 0;
}

/* Reading: numbers, booleans, date-times ------------------------------------------------------------------------- */

typedef struct { const char *start, *end; uint64_t mantissa; int digits, power, is_negative, is_whole; } Digits;

static inline int read_digits(Input *in, Digits *number)
{
    const char *p = in->at, *point;
    uint64_t mantissa = 0;
    int digits = 0, power = 0;
    number->start = p;
    number->is_negative = *p == '-';
    p += number->is_negative;
    if (UNLIKELY(!is_digit(*p))) return NOT_SURE;
    if (*p == '0') { p++; digits = 1; }
    else
        for (; is_digit(*p) && digits < LONGEST_NUMBER; p++, digits++)
            if (LIKELY(digits < SURE_DIGITS)) mantissa = mantissa * 10 + (uint64_t)(*p - '0');
    number->is_whole = 1;
    if (*p == '.') {
        number->is_whole = 0;
        for (point = ++p; is_digit(*p) && digits < LONGEST_NUMBER; p++, digits++)
            if (LIKELY(digits < SURE_DIGITS)) mantissa = mantissa * 10 + (uint64_t)(*p - '0');
        if (p == point) return NOT_SURE;
        power = -(int)(p - point);
    }
    if (UNLIKELY(*p == 'e' || *p == 'E')) {
        int sign = 1, exponent = 0;
        number->is_whole = 0;
        p++;
        if (*p == '-' || *p == '+') sign = *p++ == '-' ? -1 : 1;
        for (point = p; is_digit(*p) && p - point < 4; p++) exponent = exponent * 10 + (*p - '0');
        if (p == point) return NOT_SURE;
        power += sign * exponent;
    }
    if (UNLIKELY(is_digit(*p))) return NOT_SURE; /* a zero in front, or very many digits */
    number->end = p;
    number->mantissa = mantissa; number->digits = digits; number->power = power;
    in->at = p;
    return OK;
}

static const double TEN_TO[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* The nearest double. One division or multiplication of two exact doubles gives it. */
static inline int double_of(const Digits *number, double *value)
{
    double d;
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    if (LIKELY(number->digits <= SURE_DIGITS && number->mantissa <= (uint64_t)MOST_EXACT && number->power >= -22 && number->power <= 22)) {
        d = (double)number->mantissa;
        d = number->power < 0 ? d / TEN_TO[-number->power] : d * TEN_TO[number->power];
        *value = number->is_negative ? -d : d;
        return OK;
    }
#endif
    if (number->end - number->start > LONGEST_NUMBER) return NOT_SURE;
    char *stop;
    d = PyOS_string_to_double(number->start, &stop, NULL);
    if (stop != number->end || !isfinite(d)) return NOT_SURE;
    *value = d;
    return OK;
}

static inline int integer_of(const Digits *number, int64_t *value)
{
    if (UNLIKELY(!number->is_whole || number->digits > SURE_DIGITS)) return NOT_SURE;
    *value = number->is_negative ? -(int64_t)number->mantissa : (int64_t)number->mantissa;
    return OK;
}

static inline PyObject *read_integer(Input *in, int64_t low, int64_t high)
{
    Digits number;
    int64_t value;
    if (UNLIKELY(read_digits(in, &number) < 0 || integer_of(&number, &value) < 0 || value < low || value > high)) return NULL;
    return PyLong_FromLongLong(value);
}

static int has_one_decimal(double value) /* whether it is written with at most one digit behind the point */
{
    if (!(fabs(value) < 1e13)) return 0;
    return floor(value * 10 + 0.5) / 10 == value;
}

static inline PyObject *read_number(Input *in, const Field *field)
{
    Digits number;
    double value;
    if (UNLIKELY(read_digits(in, &number) < 0 || double_of(&number, &value) < 0)) return NULL;
    if (UNLIKELY(number.mantissa == 0 && number.is_negative)) return NULL; /* -0 is 0.0, and -0.0 is not */
    if (UNLIKELY(!(value >= field->low_number && value <= field->high_number))) return NULL;
    if (field->kind == TENTH && UNLIKELY(!has_one_decimal(value))) return NULL;
    return PyFloat_FromDouble(value);
}

static inline PyObject *read_boolean(Input *in)
{
    if (UNLIKELY(in->end - in->at < 5)) return NULL;
    if (load4(in->at) == load4("true")) { in->at += 4; return Py_NewRef(Py_True); }
    if (load4(in->at) == load4("fals") && in->at[4] == 'e') { in->at += 5; return Py_NewRef(Py_False); }
    return NULL;
}

static inline int two_digits(const char *p, unsigned *value)
{
    unsigned tens = (unsigned char)(p[0] - '0'), ones = (unsigned char)(p[1] - '0');
    *value = tens * 10 + ones;
    return tens < 10 && ones < 10;
}

/* The time zone of an offset. Messages repeat theirs. */
static PyObject *zone_of(Input *in, int minutes)
{
    if (minutes == 0) return Py_NewRef(PyDateTime_TimeZone_UTC);
    if (!in->zone || in->zone_minutes != minutes) {
        PyObject *offset = PyDelta_FromDSU(0, minutes * 60, 0);
        if (!offset) return NULL;
        Py_XSETREF(in->zone, PyTimeZone_FromOffset(offset));
        Py_DECREF(offset);
        in->zone_minutes = minutes;
    }
    return Py_XNewRef(in->zone);
}

/* Only the usual form: 2024-05-17T09:41:33Z, with up to nine digits behind the seconds, Z or an offset or none. */
static PyObject *read_moment(Input *in)
{
    const char *p = in->at;
    unsigned century, year, month, day, hour, minute, second, micro = 0, offset_hours, offset_minutes;
    int digits = 0, offset = 0, is_naive = 0;
    if (UNLIKELY(in->end - p < 22 || *p++ != '"')) return NULL;
    if (UNLIKELY(!(two_digits(p, &century) && two_digits(p + 2, &year) && p[4] == '-' && two_digits(p + 5, &month) && p[7] == '-' &&
                   two_digits(p + 8, &day) && p[10] == 'T' && two_digits(p + 11, &hour) && p[13] == ':' &&
                   two_digits(p + 14, &minute) && p[16] == ':' && two_digits(p + 17, &second)))) return NULL;
    p += 19;
    if (*p == '.') {
        for (p++; is_digit(*p); p++) {
            if (++digits <= 6) micro = micro * 10 + (unsigned)(*p - '0');
            else if (digits == 7) micro += *p >= '5'; /* rounded, by the first digit that is too many */
            else if (digits > 9) return NULL;
        }
        if (digits == 0 || micro > 999999) return NULL;
        for (int i = digits; i < 6; i++) micro *= 10;
    }
    if (LIKELY(*p == 'Z')) p++;
    else if (*p == '+' || *p == '-') {
        if (in->end - p < 6 || !two_digits(p + 1, &offset_hours) || p[3] != ':' || !two_digits(p + 4, &offset_minutes) ||
            offset_hours > 23 || offset_minutes > 59) return NULL;
        offset = (int)(offset_hours * 60 + offset_minutes) * (*p == '-' ? -1 : 1);
        p += 6;
    } else is_naive = 1;
    year += century * 100;
    if (UNLIKELY(*p != '"' || (is_naive && (!in->message_only || digits > 6)) || year < 1 || month < 1 || month > 12 || day < 1 ||
                 day > 31 || hour > 23 || minute > 59 || second > 59)) return NULL;
    in->at = p + 1;
    PyObject *zone = zone_of(in, offset);
    if (UNLIKELY(!zone)) return NULL;
    PyObject *moment = PyDateTimeAPI->DateTime_FromDateAndTime( /* refuses the 31st of a short month */
        (int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, (int)micro, zone, PyDateTimeAPI->DateTimeType);
    Py_DECREF(zone);
    return moment;
}

/* Reading: free JSON --------------------------------------------------------------------------------------------- */

static PyObject *read_anything(Input *in, int levels);

static int read_members(Input *in, PyObject *dict, int levels) /* into a dict of ours; `levels`: that the values may have */
{
    if (!skip(in, '{')) return NOT_SURE;
    if (*in->at == '}') { in->at++; return OK; }
    for (;;) {
        Text text;
        if (read_text(in, &text) < 0) return NOT_SURE;
        PyObject *key = string_of(&text);
        if (!key) return NOT_SURE;
        int is_odd = in->has_inspector && PyDict_Contains(dict, key) != 0;
        skip_space(in);
        PyObject *value = !is_odd && skip(in, ':') ? read_anything(in, levels) : NULL;
        int failed = value == NULL || PyDict_SetItem(dict, key, value) < 0;
        Py_DECREF(key);
        Py_XDECREF(value);
        if (failed) return NOT_SURE;
        skip_space(in);
        if (skip(in, ',')) continue;
        if (*in->at != '}') return NOT_SURE;
        in->at++;
        return OK;
    }
}

static int read_items(Input *in, PyObject *list, int levels)
{
    if (!skip(in, '[')) return NOT_SURE;
    if (*in->at == ']') { in->at++; return OK; }
    for (;;) {
        PyObject *item = read_anything(in, levels);
        int failed = item == NULL || PyList_Append(list, item) < 0;
        Py_XDECREF(item);
        if (failed) return NOT_SURE;
        skip_space(in);
        if (skip(in, ',')) continue;
        if (*in->at != ']') return NOT_SURE;
        in->at++;
        return OK;
    }
}

static PyObject *read_anything(Input *in, int levels)
{
    Digits number;
    double value;
    int64_t whole;
    PyObject *made;
    switch (*in->at) {
    case '"': return read_string(in, 0, PY_SSIZE_T_MAX);
    case 't': case 'f': return read_boolean(in);
    case 'n':
        if (in->end - in->at < 4 || load4(in->at) != load4("null")) return NULL;
        in->at += 4;
        return Py_NewRef(Py_None);
    case '{': case '[':
        if (levels <= 0) return NULL;
        if (*in->at == '{') {
            if ((made = PyDict_New()) && read_members(in, made, levels - 1) < 0) Py_CLEAR(made);
        } else if ((made = PyList_New(0)) && read_items(in, made, levels - 1) < 0) Py_CLEAR(made);
        return made;
    default:
        if (read_digits(in, &number) < 0) return NULL;
        if (number.is_whole) {
            if (integer_of(&number, &whole) < 0 || (in->has_inspector && (whole > MOST_EXACT || whole < -MOST_EXACT))) return NULL;
            return PyLong_FromLongLong(whole);
        }
        if (double_of(&number, &value) < 0) return NULL;
        if (in->has_inspector && (number.end - number.start > SURE_LENGTH || number.power < -SURE_LENGTH || number.power >= 0)) return NULL;
        return PyFloat_FromDouble(value);
    }
}

static PyObject *read_custom(Input *in)
{
    PyObject *empty = PyTuple_New(0);
    PyObject *custom = empty ? PyDict_Type.tp_new(in->tables->custom, empty, NULL) : NULL;
    Py_XDECREF(empty);
    if (!custom) return NULL;
    if (read_members(in, custom, MOST_LEVELS - 1) == OK) {
        PyObject *vendor = PyDict_GetItemString(custom, "vendorId"); /* borrowed; nothing runs before it is looked at */
        if (vendor && PyUnicode_CheckExact(vendor) && PyUnicode_GET_LENGTH(vendor) <= MOST_IN_VENDOR) return custom;
    }
    Py_DECREF(custom);
    return NULL;
}

/* Reading: objects and frames ------------------------------------------------------------------------------------ */

static PyObject *read_object(Input *in, const Shape *shape, int nested);

static inline PyObject *read_value(Input *in, const Field *field, int nested)
{
    Text text;
    const Entry *entry;
    PyObject *value;
    switch (field->kind) {
    case STRING: return read_string(in, field->low, field->high);
    case ENUMERATION:
        if (UNLIKELY(read_text(in, &text) < 0 || !(entry = find_text(field->members, text.start, (size_t)text.size)))) return NULL;
        return Py_NewRef(entry->value);
    case INTEGER: return read_integer(in, field->low, field->high);
    case NUMBER: case TENTH: return read_number(in, field);
    case BOOLEAN: return read_boolean(in);
    case MOMENT: return read_moment(in);
    case OBJECT: return read_object(in, field->shape, nested - 1);
    case CUSTOM: return read_custom(in);
    case URI:
        if (read_text(in, &text) < 0 || !text.is_ascii || text.size < field->low || text.size > field->high ||
            !is_uri(text.start, text.size)) return NULL;
        return string_of(&text);
    case ANYTHING:
        value = read_anything(in, MOST_LEVELS);
        if (value == Py_None) Py_SETREF(value, Py_NewRef(in->tables->null));
        return value;
    default: return NULL;
    }
}

static PyObject *read_list(Input *in, const Field *field, int nested)
{
    PyObject *few[16], **items = few, *list = NULL;
    Py_ssize_t count = 0, room = 16;
    if (UNLIKELY(!skip(in, '['))) return NULL;
    if (*in->at == ']') in->at++;
    else
        for (;;) {
            if (UNLIKELY(count == room)) {
                PyObject **more = count > field->most_items ? NULL : PyMem_Malloc((size_t)room * 2 * sizeof *more);
                if (!more) goto done;
                memcpy(more, items, (size_t)count * sizeof *more);
                if (items != few) PyMem_Free(items);
                items = more;
                room *= 2;
            }
            PyObject *item = read_value(in, field, nested);
            if (UNLIKELY(!item)) goto done;
            items[count++] = item;
            skip_space(in);
            if (skip(in, ',')) continue;
            if (UNLIKELY(*in->at != ']')) goto done;
            in->at++;
            break;
        }
    if (UNLIKELY(count < field->least_items || count > field->most_items)) goto done;
    list = PyList_New(count);
    if (LIKELY(list != NULL)) {
        for (Py_ssize_t i = 0; i < count; i++) PyList_SET_ITEM(list, i, items[i]);
        count = 0;
    }
done:
    for (Py_ssize_t i = 0; i < count; i++) Py_DECREF(items[i]);
    if (items != few) PyMem_Free(items);
    return list;
}

/* The field whose name stands here, and its number; NULL if there is none. Names mostly come in the order of fields. */
static inline const Field *read_name(Input *in, const Shape *shape, Py_ssize_t *number)
{
    Py_ssize_t next = *number, left = in->end - in->at;
    for (Py_ssize_t tries = shape->count; LIKELY(tries > 0); tries--, next++) {
        if (next >= shape->count) next = 0;
        const Field *field = &shape->fields[next];
        /* The first four bytes tell most names apart. A name has as many with its quotes, and a frame more behind it. */
        if (left > (Py_ssize_t)field->name_size && load4(in->at) == load4(field->key + 1) &&
            same_text(in->at, field->key + 1, field->name_size)) {
            in->at += field->name_size;
            *number = next;
            return field;
        }
    }
    return NULL;
}

static PyObject *read_object(Input *in, const Shape *shape, int nested)
{
    if (UNLIKELY(nested <= 0 || !skip(in, '{'))) return NULL;
    PyObject *object = shape->definition->tp_alloc(shape->definition, 0); /* all slots are NULL */
    if (UNLIKELY(!object)) return NULL;
    uint64_t seen = 0;
    Py_ssize_t next = 0;
    if (*in->at == '}') in->at++;
    else
        for (;; next++) {
            const Field *field = read_name(in, shape, &next);
            if (UNLIKELY(!field || seen & (1ull << next))) goto not_sure;
            skip_space(in);
            if (UNLIKELY(!skip(in, ':'))) goto not_sure;
            PyObject *value = field->is_list ? read_list(in, field, nested) : read_value(in, field, nested);
            if (UNLIKELY(!value)) goto not_sure;
            *slot_of(object, field) = value;
            seen |= 1ull << next;
            skip_space(in);
            if (skip(in, ',')) continue;
            if (UNLIKELY(*in->at != '}')) goto not_sure;
            in->at++;
            break;
        }
    if (UNLIKELY(shape->required & ~seen)) goto not_sure;
    for (const Field *field = shape->fields, *end = field + shape->count; field < end; field++) {
        PyObject **slot = slot_of(object, field);
        if (!*slot) *slot = Py_NewRef(Py_None);
    }
    return object;
not_sure:
    Py_DECREF(object);
    return NULL;
}

static inline int at_end(Input *in)
{
    skip_space(in);
    if (*in->at != ']') return 0;
    in->at++;
    skip_space(in);
    return in->at == in->end;
}

/* What stands behind the id of an error, as `error_parts` reads it. */
static PyObject *read_error(Input *in, const Shape *envelope, PyObject *id)
{
    Text code;
    const Tables *tables = in->tables;
    if (!envelope || read_text(in, &code) < 0) return NULL;
    const Entry *known = find_text(tables->codes, code.start, (size_t)code.size);
    skip_space(in);
    if (!known || !skip(in, ',')) return NULL;
    PyObject *description = read_string(in, 0, tables->description), *details = NULL, *message = NULL;
    if (!description) return NULL;
    skip_space(in);
    in->has_inspector = 1;
    if (skip(in, ',') && *in->at == '{') details = read_anything(in, MOST_LEVELS);
    if (details && at_end(in) && (message = envelope->definition->tp_alloc(envelope->definition, 0))) {
        *slot_of(message, &envelope->fields[0]) = Py_NewRef(id);
        *slot_of(message, &envelope->fields[1]) = Py_NewRef(known->value);
        *slot_of(message, &envelope->fields[2]) = Py_NewRef(description);
        *slot_of(message, &envelope->fields[3]) = Py_NewRef(details);
    }
    Py_DECREF(description);
    Py_XDECREF(details);
    return message;
}

/* The plan of the frame: by the action in it, or for a result by the one that was given. A new reference. */
static Plan *read_plan(Input *in, char type, PyObject *action)
{
    PyObject *plan;
    if (type == '3') {
        if (!PyUnicode_CheckExact(action) && Py_TYPE(action) != &PyType_Type) return NULL; /* others may hash in any way */
        plan = PyDict_GetItemWithError(in->tables->results, action);
    } else {
        Text name;
        if (read_plain_text(in, &name) < 0) return NULL;
        const Entry *entry = find_text(in->tables->requests, name.start, (size_t)name.size);
        skip_space(in);
        if (!entry || !skip(in, ',')) return NULL;
        plan = entry->value;
    }
    if (!plan || Py_TYPE(plan) != in->tables->state->plan || ((Plan *)plan)->type != type) return NULL;
    return (Plan *)Py_NewRef(plan);
}

static PyObject *read_message(Input *in, PyObject *action)
{
    PyObject *message = NULL, *payload = NULL;
    Text text;
    const char *start = in->at;
    if (!skip(in, '[')) return NULL;
    char type = *in->at;
    if (type < '2' || type > '6') return NULL;
    in->at++;
    if (type == '3' && (in->at != start + 2 || *in->at != ',')) return NULL; /* as in Python, whose slow path tells advice */
    skip_space(in);
    if (!skip(in, ',')) return NULL;
    PyObject *id = read_plain_text(in, &text) < 0 ? NULL : string_within(&text, 1, MOST_IN_ID);
    if (!id) return NULL;
    skip_space(in);
    if (!skip(in, ',')) goto done;
    if (type == '4' || type == '5') {
        message = read_error(in, in->tables->errors[type - '4'], id);
        goto done;
    }
    Plan *plan = read_plan(in, type, action);
    if (!plan) goto done;
    const Shape *shape = payload_of(plan, in->tables->state), *envelope = plan->envelope;
    if (shape && (payload = read_object(in, shape, MOST_NESTED)) && at_end(in) &&
        (message = envelope->definition->tp_alloc(envelope->definition, 0))) {
        *slot_of(message, &envelope->fields[0]) = Py_NewRef(id);
        if (plan->action) *slot_of(message, &envelope->fields[1]) = Py_NewRef(plan->action);
        *slot_of(message, &envelope->fields[envelope->count - 1]) = Py_NewRef(payload);
    }
    Py_XDECREF(payload);
    Py_DECREF(plan);
done:
    Py_DECREF(id);
    return message;
}

/* Whether to pass on an exception; all others mean "not sure", and are forgotten. */
static int is_passed_on(void)
{
    if (!PyErr_Occurred()) return 0;
    if (!PyErr_ExceptionMatches(PyExc_Exception)) return 1;
    PyErr_Clear();
    return 0;
}

/* Reader --------------------------------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    Tables *tables;
    Py_ssize_t most_bytes;
    int message_only;      /* nobody asks for findings: date-times without offset and buffers are read too */
    PyObject *otherwise;   /* called with the same arguments where this is not sure */
} Reader;

static int Reader_traverse(Reader *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self)); Py_VISIT(self->tables); Py_VISIT(self->otherwise);
    return 0;
}

static int Reader_clear(Reader *self)
{
    Py_CLEAR(self->otherwise);
    return 0;
}

static void Reader_dealloc(Reader *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Reader_clear(self);
    Py_CLEAR(self->tables);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *Reader_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyObject *tables, *otherwise;
    Py_ssize_t most_bytes;
    int message_only;
    if (!PyArg_ParseTuple(args, "O!npO", state_of(type)->tables, &tables, &most_bytes, &message_only, &otherwise)) return NULL;
    Reader *self = (Reader *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    self->tables = (Tables *)Py_NewRef(tables);
    self->most_bytes = most_bytes;
    self->message_only = message_only;
    self->otherwise = Py_NewRef(otherwise);
    return (PyObject *)self;
}

/* The message in bytes that end with a NUL and cannot change. */
static PyObject *message_in(Reader *self, const char *text, Py_ssize_t size, PyObject *action)
{
    if (UNLIKELY(size > self->most_bytes)) return NULL;
    Input in = {.at = text, .end = text + size, .tables = self->tables, .message_only = self->message_only};
    PyObject *message = read_message(&in, action);
    PyMem_Free(in.scratch);
    Py_XDECREF(in.zone);
    return message;
}

static PyObject *message_in_frame(Reader *self, PyObject *frame, PyObject *action)
{
    const char *text;
    Py_ssize_t size;
    if (PyUnicode_CheckExact(frame)) {
        if (LIKELY(PyUnicode_IS_COMPACT_ASCII(frame)))
            return message_in(self, (const char *)PyUnicode_1BYTE_DATA(frame), PyUnicode_GET_LENGTH(frame), action);
        if (PyUnicode_GET_LENGTH(frame) > self->most_bytes || !(text = PyUnicode_AsUTF8AndSize(frame, &size))) return NULL;
        return message_in(self, text, size, action);
    }
    if (PyBytes_CheckExact(frame)) return message_in(self, PyBytes_AS_STRING(frame), PyBytes_GET_SIZE(frame), action);
    if (!self->message_only || !(PyByteArray_CheckExact(frame) || PyMemoryView_Check(frame))) return NULL;
    PyObject *copy = PyBytes_FromObject(frame); /* a buffer may change meanwhile */
    PyObject *message = copy ? message_in(self, PyBytes_AS_STRING(copy), PyBytes_GET_SIZE(copy), action) : NULL;
    Py_XDECREF(copy);
    return message;
}

static PyObject *Reader_read(Reader *self, PyObject *const *args, Py_ssize_t count)
{
    if (UNLIKELY(count < 1 || count > 2)) {
        PyErr_SetString(PyExc_TypeError, "read(frame, action=None)");
        return NULL;
    }
    PyObject *message = message_in_frame(self, args[0], count == 2 ? args[1] : Py_None);
    if (LIKELY(message != NULL) || is_passed_on()) return message;
    return PyObject_Vectorcall(self->otherwise, args, (size_t)count, NULL);
}

static PyMethodDef Reader_methods[] = {
    {"read", (PyCFunction)(void (*)(void))Reader_read, METH_FASTCALL, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot Reader_slots[] = {
    {Py_tp_new, Reader_new}, {Py_tp_dealloc, Reader_dealloc}, {Py_tp_traverse, Reader_traverse}, {Py_tp_clear, Reader_clear},
    {Py_tp_methods, Reader_methods}, {0, NULL}};
static PyType_Spec Reader_spec = {
    "ocpp_codec._core._speed.Reader", sizeof(Reader), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Reader_slots};

/* The module ----------------------------------------------------------------------------------------------------- */

static int add_type(PyObject *self, PyType_Spec *spec, PyTypeObject **kept)
{
    *kept = (PyTypeObject *)PyType_FromModuleAndSpec(self, spec, NULL);
    return *kept ? PyModule_AddType(self, *kept) : NOT_SURE;
}

static int module_exec(PyObject *self)
{
    static const char *const kinds[KINDS] = {"STRING", "URI", "BOOLEAN", "INTEGER", "NUMBER", "TENTH", "MOMENT",
                                             "ENUMERATION", "OBJECT", "ANYTHING", "CUSTOM"};
    State *state = PyModule_GetState(self);
    PyDateTime_IMPORT;
    if (!PyDateTimeAPI) return NOT_SURE;
    for (int kind = 0; kind < KINDS; kind++)
        if (PyModule_AddIntConstant(self, kinds[kind], kind) < 0) return NOT_SURE;
    if (add_type(self, &Shape_spec, &state->shape) < 0 || add_type(self, &Plan_spec, &state->plan) < 0 ||
        add_type(self, &Tables_spec, &state->tables) < 0 || add_type(self, &Reader_spec, &state->reader) < 0) return NOT_SURE;
    return OK;
}

static int module_traverse(PyObject *self, visitproc visit, void *arg)
{
    State *state = PyModule_GetState(self);
    Py_VISIT(state->shape); Py_VISIT(state->plan); Py_VISIT(state->tables); Py_VISIT(state->reader); Py_VISIT(state->writer);
    return 0;
}

static int module_clear(PyObject *self)
{
    State *state = PyModule_GetState(self);
    Py_CLEAR(state->shape); Py_CLEAR(state->plan); Py_CLEAR(state->tables); Py_CLEAR(state->reader); Py_CLEAR(state->writer);
    return 0;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED}, /* nor does msgspec */
#endif
#if PY_VERSION_HEX >= 0x030d0000
    {Py_mod_gil, Py_MOD_GIL_USED}, /* the tables are filled, and messages walked, under the lock */
#endif
    {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_speed", .m_size = sizeof(State), .m_slots = module_slots,
    .m_traverse = module_traverse, .m_clear = module_clear};

PyMODINIT_FUNC PyInit__speed(void) { return PyModuleDef_Init(&module); }
