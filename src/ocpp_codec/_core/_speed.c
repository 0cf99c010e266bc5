/* The fast path in C: a frame straight to its message, and a message straight to its frame.

Strategy: `native.py` makes a table of each definition (a Shape) from the very checks of the slow path. A Coder reads:
it walks the text of a frame along these tables and fills the slots of the objects itself; nothing stands between, no
tree and no second pass. And it writes: it walks the slots of a message along the same tables, checks each value, and
writes it at once.

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

#if PY_BIG_ENDIAN || defined(Py_GIL_DISABLED) || defined(PYPY_VERSION)
#error "this is for CPython with its lock, on little-endian machines"
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

/* What the characters of a text may be without any advice: the printable ones of ASCII, those of an identifier, those
   of a decimal number. */
enum { PRINTABLE, IDENTIFIER, DECIMAL, ALPHABETS };

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

/* Not 0 if there is a byte that is no printable character of ASCII, or a backslash. */
static inline uint64_t unprintable_bytes(uint64_t x)
{
    uint64_t del = x ^ 0x7f7f7f7f7f7f7f7fu, backslash = x ^ 0x5c5c5c5c5c5c5c5cu;
    return (x | ((x - 0x2020202020202020u) & ~x) | ((del - 0x0101010101010101u) & ~del) |
            ((backslash - 0x0101010101010101u) & ~backslash)) & 0x8080808080808080u;
}

static inline unsigned lowest_byte(uint64_t marks) /* the number of the lowest byte with a mark; there is one */
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(marks) >> 3;
#else
    unsigned byte = 0;
    while (!(marks & 0xff)) { marks >>= 8; byte++; }
    return byte;
#endif
}

/* Objects: what the types of this module have in common ---------------------------------------------------------- */

/* Attributes of messages, pending calls, sides and pairings. The first ones are what `end_call` needs of a call. */
enum { ID, ACTION, SENT, MARKED, SIZE, PAYLOAD, EXPIRES, DROPS, MAX_AGE, CHARACTERS, POPITEM, NAMES };

typedef struct {
    PyTypeObject *known, *shape, *plan, *tables, *coder, *method;
    PyObject *names[NAMES];
} State;

static State *state_of(PyTypeObject *type) { return PyType_GetModuleState(type); }

/* All objects begin so. `memory` is their own, or NULL. What they refer to are the members of their type: so the same
   functions make, visit and free all of them. None has to be cleared: a dict or a function, which is, belongs to each
   cycle but that of a definition that holds itself, and such a table is kept for ever. */
#define OBJECT_HEAD PyObject_HEAD void *memory;
#define REFERENCE(type, name) {#name, T_OBJECT, offsetof(type, name), READONLY, NULL}
#define END_OF_MEMBERS {NULL, 0, 0, 0, NULL}
#define COMMON_SLOTS(type) {Py_tp_new, type##_new}, {Py_tp_members, type##_members}, \
    {Py_tp_traverse, any_traverse}, {Py_tp_dealloc, any_dealloc}
#define SPEC(type, flags) {"ocpp_codec._core._speed." #type, sizeof(type), 0, \
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | (flags), type##_slots}

typedef struct { OBJECT_HEAD } Object;

/* What `*member` or the next one of its kind refers to; NULL at the end. `*member` is then the one behind it. */
static PyObject **next_reference(PyObject *self, const PyMemberDef **member)
{
    while ((*member)->name && (*member)->type != T_OBJECT) ++*member;
    return (*member)->name ? (PyObject **)((char *)self + (*member)++->offset) : NULL;
}

/* An object with the parts of another one, which only was filled in. */
static PyObject *make(PyTypeObject *type, const void *parts)
{
    PyObject *self = type->tp_alloc(type, 0), **part;
    if (!self) return NULL;
    memcpy(self + 1, (const PyObject *)parts + 1, (size_t)type->tp_basicsize - sizeof(PyObject));
    const PyMemberDef *member = type->tp_members;
    while ((part = next_reference(self, &member))) Py_XINCREF(*part);
    return self;
}

static int any_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyObject **part;
    Py_VISIT(Py_TYPE(self));
    const PyMemberDef *member = Py_TYPE(self)->tp_members;
    while ((part = next_reference(self, &member))) Py_VISIT(*part);
    return 0;
}

static void any_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    const PyMemberDef *member = type->tp_members;
    PyObject **part;
    PyObject_GC_UnTrack(self);
    while ((part = next_reference(self, &member))) Py_XDECREF(*part);
    PyMem_Free(((Object *)self)->memory);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *refused(PyObject *error, const char *what) { PyErr_SetString(error, what); return NULL; }

/* Known texts: the members of an enumeration, the names of actions, the codes of errors -------------------------- */

/* `text`: in quotes; `size`: with them. */
typedef struct { PyObject *value; uint32_t size; char text[KEY_ROOM]; } Entry;

typedef struct {
    OBJECT_HEAD
    PyObject *pairs;             /* a tuple of (text, value) */
    uint32_t mask;               /* one less than the slots of the two tables, which are a quarter full at most */
    int16_t *by_text, *by_value; /* numbers of entries; 0 for none, and no entry has it */
    Entry *entries;
} Known;

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

static inline const Entry *find_text(const Known *known, const char *text, size_t size)
{
    for (uint32_t slot = hash_of_text(text, size);; slot++) {
        int16_t number = known->by_text[slot & known->mask];
        const Entry *entry = &known->entries[number];
        if (number == 0) return NULL;
        if (entry->size == size + 2 && same_text(entry->text + 1, text, size)) return entry;
    }
}

static inline const Entry *find_value(const Known *known, const PyObject *value)
{
    for (uint32_t slot = hash_of_object(value);; slot++) {
        int16_t number = known->by_value[slot & known->mask];
        if (number == 0) return NULL;
        if (known->entries[number].value == value) return &known->entries[number];
    }
}

static void enter(int16_t *table, uint32_t mask, uint32_t slot, int16_t number)
{
    while (table[slot & mask]) slot++;
    table[slot & mask] = number;
}

static int is_plain(const char *text, Py_ssize_t size) /* whether it has room, and stands in JSON as it is */
{
    for (Py_ssize_t i = 0; i < size; i++)
        if (text[i] < 0x20 || text[i] > 0x7e || text[i] == '"' || text[i] == '\\') return 0;
    return size <= KEY_ROOM - 5;
}

static PyObject *Known_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Known parts = {.mask = 0};
    if (!PyArg_ParseTuple(args, "O!", &PyTuple_Type, &parts.pairs)) return NULL;
    size_t count = (size_t)PyTuple_GET_SIZE(parts.pairs) + 1, slots = 8;
    while (slots < 4 * count) slots *= 2;
    if (slots > INT16_MAX) return refused(PyExc_ValueError, "too many names");
    Known *self = (Known *)make(type, &parts);
    if (!self) return NULL;
    self->memory = self->entries = PyMem_Calloc(1, count * sizeof(Entry) + 2 * slots * sizeof(int16_t));
    if (!self->memory) { Py_DECREF(self); return PyErr_NoMemory(); }
    self->mask = (uint32_t)slots - 1;
    self->by_text = (int16_t *)(self->entries + count);
    self->by_value = self->by_text + slots;
    for (int16_t number = 1; (size_t)number < count; number++) {
        PyObject *pair = PyTuple_GET_ITEM(self->pairs, number - 1);
        Entry *entry = &self->entries[number];
        const char *text;
        Py_ssize_t size;
        if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "s#O", &text, &size, &entry->value) ||
            !is_plain(text, size)) {
            Py_DECREF(self);
            return refused(PyExc_ValueError, "a name that is not plain");
        }
        entry->size = (uint32_t)PyOS_snprintf(entry->text, KEY_ROOM, "\"%s\"", text);
        enter(self->by_text, self->mask, hash_of_text(text, (size_t)size), number);
        enter(self->by_value, self->mask, hash_of_object(entry->value), number);
    }
    return (PyObject *)self;
}

static PyMemberDef Known_members[] = {REFERENCE(Known, pairs), END_OF_MEMBERS};
static PyType_Slot Known_slots[] = {COMMON_SLOTS(Known), {0, NULL}};
static PyType_Spec Known_spec = SPEC(Known, 0);

/* Shapes: a definition as a table -------------------------------------------------------------------------------- */

struct Shape;

typedef struct {
    Py_ssize_t offset;               /* of its slot in the object */
    uint8_t kind, is_required, is_list, letters, name_size; /* `name_size`: with its quotes */
    Py_ssize_t least_items, most_items;
    int64_t low, high;               /* of an integer, and of the characters of a text */
    double low_number, high_number;
    const struct Shape *shape;       /* of an object */
    const Known *members;            /* of an enumeration */
    char key[KEY_ROOM];              /* ,"name": */
} Field;

typedef struct Shape {
    OBJECT_HEAD
    PyTypeObject *definition;
    PyObject *rows;                  /* what its fields are made from, and what they refer to */
    Py_ssize_t count;
    Field *fields;
} Shape;

/* An object without any of its parts, as msgspec makes one. */
static inline PyObject *make_object(const Shape *shape)
{
    PyObject *object = PyObject_New(PyObject, shape->definition);
    if (LIKELY(object != NULL)) memset(object + 1, 0, (size_t)shape->definition->tp_basicsize - sizeof(PyObject));
    return object;
}

static inline PyObject **slot_of(PyObject *object, const Field *field)
{
    return (PyObject **)((char *)object + field->offset);
}

static PyObject *Shape_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Shape parts = {.count = 0};
    if (!PyArg_ParseTuple(args, "O!", &PyType_Type, &parts.definition)) return NULL;
    if (PyType_IS_GC(parts.definition) || parts.definition->tp_itemsize || parts.definition->tp_free != PyObject_Free)
        return refused(PyExc_TypeError, "a definition that is no plain Struct");
    return make(type, &parts);
}

/* Where the attribute is in an object; -1 with an exception if it is no slot. */
static Py_ssize_t offset_of(PyTypeObject *definition, PyObject *attribute)
{
    PyObject *member = PyObject_GetAttr((PyObject *)definition, attribute);
    if (!member) return -1;
    const PyMemberDef *slot = Py_TYPE(member) == &PyMemberDescr_Type ? ((PyMemberDescrObject *)member)->d_member : NULL;
    Py_ssize_t offset = -1;
    if (slot && slot->type == T_OBJECT_EX && PyType_IsSubtype(definition, PyDescr_TYPE(member))) offset = slot->offset;
    else PyErr_SetString(PyExc_TypeError, "a field that is no slot");
    Py_DECREF(member);
    return offset;
}

/* One field out of its tuple: (attribute, name, kind, is required, is a list, least and most items, low, high, letters,
   detail).
   `detail`: the Shape of an object, the Known members of an enumeration, or None. */
static int fill_field(Shape *self, Field *field, PyObject *given)
{
    PyObject *attribute, *detail;
    const char *name;
    Py_ssize_t size;
    int kind, is_required, is_list, letters;
    long long low, high;
    if (!PyTuple_Check(given)) { PyErr_SetString(PyExc_TypeError, "a field is a tuple"); return NOT_SURE; }
    if (!PyArg_ParseTuple(given, "Us#ippnnLLiO", &attribute, &name, &size, &kind, &is_required, &is_list,
                          &field->least_items, &field->most_items, &low, &high, &letters, &detail)) return NOT_SURE;
    const State *state = state_of(Py_TYPE(self));
    if (!is_plain(name, size) || kind < 0 || kind >= KINDS || (kind == OBJECT && Py_TYPE(detail) != state->shape) ||
        (kind == ENUMERATION && Py_TYPE(detail) != state->known)) {
        PyErr_SetString(PyExc_ValueError, "a field that has no place in a table");
        return NOT_SURE;
    }
    field->kind = (uint8_t)kind; field->is_required = (uint8_t)is_required; field->is_list = (uint8_t)is_list;
    field->letters = (uint8_t)letters;
    field->name_size = (uint8_t)(PyOS_snprintf(field->key, KEY_ROOM, ",\"%s\":", name) - 2);
    field->low = low; field->high = high; field->low_number = (double)low; field->high_number = (double)high;
    if (kind == OBJECT) field->shape = (Shape *)detail;
    if (kind == ENUMERATION) field->members = (Known *)detail;
    return (field->offset = offset_of(self->definition, attribute)) < 0 ? NOT_SURE : OK;
}

static PyObject *Shape_fill(Shape *self, PyObject *given)
{
    Py_ssize_t count = PyList_CheckExact(given) ? PyList_GET_SIZE(given) : -1;
    if (count < 0 || count > MOST_FIELDS || self->rows)
        return refused(PyExc_ValueError, "a list of at most 64 fields, once");
    self->rows = PyList_AsTuple(given);
    self->memory = self->fields = PyMem_Calloc((size_t)count + 1, sizeof *self->fields);
    if (!self->rows || !self->memory) return PyErr_NoMemory();
    uint64_t places = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (fill_field(self, &self->fields[i], PyTuple_GET_ITEM(self->rows, i)) < 0) return NULL;
        size_t place = ((size_t)self->fields[i].offset - sizeof(PyObject)) / sizeof(PyObject *);
        if (place < MOST_FIELDS) places |= 1ull << place;
    }
    /* The slots lie side by side behind the head of the object, and nothing else does. */
    uint64_t all = count == MOST_FIELDS ? ~0ull : (1ull << count) - 1;
    size_t size = sizeof(PyObject) + (size_t)count * sizeof(PyObject *);
    if (places != all || (size_t)self->definition->tp_basicsize != size)
        return refused(PyExc_TypeError, "a definition that holds more than its slots");
    self->count = count;
    Py_RETURN_NONE;
}

static PyMemberDef Shape_members[] = {REFERENCE(Shape, definition), REFERENCE(Shape, rows), END_OF_MEMBERS};
static PyMethodDef Shape_methods[] = {{"fill", (PyCFunction)Shape_fill, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot Shape_slots[] = {COMMON_SLOTS(Shape), {Py_tp_methods, Shape_methods}, {0, NULL}};
static PyType_Spec Shape_spec = SPEC(Shape, 0);

/* Plans: what one payload is sent and received in ---------------------------------------------------------------- */

typedef struct {
    OBJECT_HEAD
    Shape *envelope;    /* its last field is the payload */
    char type;          /* the digit that opens the frame */
    PyObject *action;   /* the name in the frame; None for a result */
    char name[KEY_ROOM]; /* ,"name", as it stands behind the id; only a comma for a result */
    int name_size;
    int few_decimals;   /* its receiver understands at most six digits behind the point */
    int is_rewritten;   /* Python writes it by way of plain data, at any rate */
    PyObject *prepare;  /* gives (shape of the payload, is_rewritten), or None; called on first use */
    Shape *payload;
} Plan;

static PyObject *Plan_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Plan parts = {.name = ",", .name_size = 1};
    const char *text = NULL;
    Py_ssize_t size = 0;
    int number;
    if (!PyArg_ParseTuple(args, "O!iOpO", state_of(type)->shape, &parts.envelope, &number, &parts.action,
                          &parts.few_decimals, &parts.prepare)) return NULL;
    if (parts.action != Py_None && !(text = PyUnicode_AsUTF8AndSize(parts.action, &size))) return NULL;
    if (number < 2 || number > 6 || parts.envelope->count != (text ? 3 : 2) || !is_plain(text, size))
        return refused(PyExc_ValueError, "an envelope that is none");
    parts.type = (char)('0' + number);
    if (text) parts.name_size = PyOS_snprintf(parts.name, KEY_ROOM, ",\"%s\",", text);
    return make(type, &parts);
}

static PyMemberDef Plan_members[] = {
    REFERENCE(Plan, envelope), REFERENCE(Plan, action), REFERENCE(Plan, prepare), REFERENCE(Plan, payload),
    END_OF_MEMBERS};
static PyType_Slot Plan_slots[] = {COMMON_SLOTS(Plan), {0, NULL}};
static PyType_Spec Plan_spec = SPEC(Plan, 0);

/* The shape of a payload, a borrowed reference that the plan keeps for ever; NULL if there is none. */
static const Shape *payload_of(Plan *plan, const State *state)
{
    if (LIKELY(plan->payload != NULL)) return plan->payload;
    PyObject *made = PyObject_CallNoArgs(plan->prepare), *shape;
    if (!made) return NULL;
    int is_rewritten;
    if (made != Py_None && !plan->payload && PyArg_ParseTuple(made, "O!p", state->shape, &shape, &is_rewritten)) {
        plan->is_rewritten = is_rewritten;
        plan->payload = (Shape *)Py_NewRef(shape);
    }
    Py_DECREF(made);
    return plan->payload;
}

/* Tables: one version -------------------------------------------------------------------------------------------- */

enum { CALL, CALL_RESULT, CALL_ERROR, CALL_RESULT_ERROR, SEND, ENVELOPES }; /* in the order of the digits from '2' on */

typedef struct {
    OBJECT_HEAD
    Known *requests;       /* name of an action -> its plan */
    PyObject *results;     /* name or class of an action -> plan of its response */
    PyObject *payloads;    /* class of a payload -> plan */
    Known *codes;          /* of errors */
    Shape *envelopes[ENVELOPES]; /* NULL for an error that the version does not have */
    int64_t description;   /* characters that a description may have */
    int fraction;          /* digits that the seconds of a date-time may have behind the point */
    PyObject *null;        /* record.NULL */
    PyTypeObject *custom;  /* record.CustomDataType */
    const State *state;    /* of the module, which the type of this object keeps alive */
} Tables;

static PyObject *Tables_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Tables parts = {.state = state_of(type)};
    PyTypeObject *known = parts.state->known, *shape = parts.state->shape, *dict = &PyDict_Type;
    Shape **envelopes = parts.envelopes;
    long long description;
    if (!PyArg_ParseTuple(args, "O!O!O!O!(O!O!OOO!)LiOO!", known, &parts.requests, dict, &parts.results, dict,
                          &parts.payloads, known, &parts.codes, shape, &envelopes[CALL], shape, &envelopes[CALL_RESULT],
                          &envelopes[CALL_ERROR], &envelopes[CALL_RESULT_ERROR], shape, &envelopes[SEND], &description,
                          &parts.fraction, &parts.null, &PyType_Type, &parts.custom)) return NULL;
    if (!PyType_IsSubtype(parts.custom, &PyDict_Type)) return refused(PyExc_TypeError, "customData is a dict");
    parts.description = description;
    for (int i = CALL_ERROR; i <= CALL_RESULT_ERROR; i++)
        if (Py_TYPE(envelopes[i]) != shape || envelopes[i]->count != 4) envelopes[i] = NULL;
    return make(type, &parts);
}

static PyMemberDef Tables_members[] = {
    REFERENCE(Tables, requests), REFERENCE(Tables, results), REFERENCE(Tables, payloads), REFERENCE(Tables, codes),
    REFERENCE(Tables, envelopes[CALL]), REFERENCE(Tables, envelopes[CALL_RESULT]), REFERENCE(Tables, envelopes[SEND]),
    REFERENCE(Tables, envelopes[CALL_ERROR]), REFERENCE(Tables, envelopes[CALL_RESULT_ERROR]), REFERENCE(Tables, null),
    REFERENCE(Tables, custom), END_OF_MEMBERS};
static PyType_Slot Tables_slots[] = {COMMON_SLOTS(Tables), {0, NULL}};
static PyType_Spec Tables_spec = SPEC(Tables, 0);

/* Reading: texts ------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *at, *end;   /* *end is NUL */
    const Tables *tables;
    char *scratch;          /* for a text with escapes, as large as the frame; NULL until there is one */
    PyObject *zone;         /* of the last date-time with an offset, and that offset */
    int zone_minutes;
    int message_only;       /* a date-time without offset is UTC, and nobody wants to know */
    int is_exact;           /* free JSON is read as the slow path reads it: no number that loses digits, no key twice */
    int is_odd;             /* whether there may be advice: something is written in an unusual way */
} Input;

typedef struct { const char *start; Py_ssize_t size; int is_ascii; } Text;

static inline void skip_space(Input *in)
{
    if (UNLIKELY((unsigned char)*in->at <= ' '))
        for (; *in->at == ' ' || *in->at == '\n' || *in->at == '\t' || *in->at == '\r'; in->at++)
            in->is_odd |= in->at[-1] != ',' && in->at[-1] != ':'; /* something stands before any space */
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
        unsigned number = (unsigned char)(p[i] - '0'), letter = (unsigned char)((p[i] | 0x20) - 'a');
        if (number > 9 && letter > 5) return 0;
        *code = *code << 4 | (number > 9 ? letter + 10 : number);
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
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (!in->scratch && !(in->scratch = PyMem_Malloc((size_t)(in->end - in->at) + 1))) return NOT_SURE;
    const char *p = in->at, *end = in->end, *letter;
    char *out = in->scratch;
    uint64_t all = 0, x;
    unsigned code, low;
    while (*p != '"') {
        if (end - p >= 8 && !special_bytes(x = load8(p))) { memcpy(out, &x, 8); all |= x; p += 8; out += 8; continue; }
        unsigned char c = (unsigned char)*p++;
        if (c < 0x20) return NOT_SURE; /* the NUL at the end as well */
        if (c != '\\') { *out++ = (char)c; all |= c; continue; }
        c = (unsigned char)*p++;
        if (c && (letter = strchr(letters, c))) { *out++ = meant[letter - letters]; continue; }
        if (c != 'u' || end - p < 4 || !hex4(p, &code)) return NOT_SURE;
        p += 4;
        if (code >= 0xd800 && code < 0xe000) { /* a pair, or no character */
            if (code >= 0xdc00 || end - p < 6 || p[0] != '\\' || p[1] != 'u' || !hex4(p + 2, &low)) return NOT_SURE;
            if (low < 0xdc00 || low > 0xdfff) return NOT_SURE;
            p += 6;
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        if (code >= 0x80) all |= 0x80;
        out = put_utf8(out, code);
    }
    *text = (Text){in->scratch, out - in->scratch, !(all & 0x8080808080808080u)};
    in->at = p + 1;
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

static inline int read_plain_text(Input *in, Text *text) /* without escapes */
{
    const char *start = in->at + 1;
    return read_text(in, text) < 0 || UNLIKELY(text->start != start) ? NOT_SURE : OK;
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

/* Whether the text has the form about which there is no advice. */
static int has_letters(const Text *text, int letters)
{
    const char *p = text->start, *end = p + text->size, *point;
    if (letters == IDENTIFIER) {
        while (p < end && (is_letter(*p) || is_digit(*p) || (*p && strchr("*-_=:+|@.", *p)))) p++;
        return p == end;
    }
    p += p < end && *p == '-';
    for (point = p; p < end && is_digit(*p); p++) {}
    if (p == point || p - point > 15) return 0;
    if (p == end) return 1;
    for (point = ++p; p < end && is_digit(*p); p++) {}
    return point[-1] == '.' && p > point && p == end;
}

/* Whether all characters are printable ones of ASCII, and none is an escape. */
static int is_printable(const char *text, Py_ssize_t size)
{
    uint64_t odd = 0, x = 0, rest = size & 7;
    for (const char *p = text, *end = text + size - rest; p < end; p += 8) odd |= unprintable_bytes(load8(p));
    memset(&x, ' ', 8);
    memcpy(&x, text + size - rest, rest);
    return !(odd | unprintable_bytes(x));
}

/* fields.URI_PATTERN: only characters of a URI, and a colon before the first slash ends a scheme. */
static int is_uri(const char *text, Py_ssize_t size)
{
    Py_ssize_t i, first = -1;
    for (i = 0; i < size; i++) {
        char c = text[i];
        if (first < 0 && (c == ':' || c == '/' || c == '?' || c == '#')) first = i;
        if (c == '%') {
            if (i + 2 >= size || !Py_ISXDIGIT(text[i + 1]) || !Py_ISXDIGIT(text[i + 2])) return 0;
            i += 2;
        } else if (!is_letter(c) && !is_digit(c) && (c == 0 || !strchr("._~:/?#[]@!$&'()*+,;=-", c))) return 0;
    }
    if (first >= 0 && text[first] == ':') {
        if (first == 0 || !is_letter(text[0])) return 0;
        for (i = 1; i < first; i++)
            if (!is_letter(text[i]) && !is_digit(text[i]) && !strchr("+.-", text[i])) return 0;
    }
    return size > 0;
}

/* Reading: numbers, booleans, date-times ------------------------------------------------------------------------- */

typedef struct {
    const char *start, *end;
    uint64_t mantissa;      /* of the first digits */
    int digits, power, is_negative, is_whole, has_exponent;
} Digits;

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
    number->has_exponent = 0;
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
        number->has_exponent = 1;
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
    in->is_odd |= number->has_exponent || power < -6 || digits + power > 9;
    return OK;
}

static const double TEN_TO[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* The nearest double. One division or multiplication of two exact doubles gives it. */
static inline int double_of(const Digits *number, double *value)
{
    double d;
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    int is_exact = number->digits <= SURE_DIGITS && number->mantissa <= (uint64_t)MOST_EXACT;
    if (LIKELY(is_exact && number->power >= -22 && number->power <= 22)) {
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

/* An integer within limits; those of 64 bits stand for none. */
static inline PyObject *integer_of(const Digits *number, int64_t low, int64_t high)
{
    if (UNLIKELY(!number->is_whole)) return NULL;
    if (UNLIKELY(number->digits > SURE_DIGITS)) {
        char text[LONGEST_NUMBER + 2] = ""; /* a copy: Python reads on behind the digits */
        if (number->is_negative ? low > INT64_MIN : high < INT64_MAX) return NULL;
        memcpy(text, number->start, (size_t)(number->end - number->start));
        return PyLong_FromString(text, NULL, 10);
    }
    int64_t value = number->is_negative ? -(int64_t)number->mantissa : (int64_t)number->mantissa;
    return UNLIKELY(value < low || value > high) ? NULL : PyLong_FromLongLong(value);
}

static inline PyObject *read_integer(Input *in, int64_t low, int64_t high)
{
    Digits number;
    return UNLIKELY(read_digits(in, &number) < 0) ? NULL : integer_of(&number, low, high);
}

static int has_one_decimal(double value) /* whether it is written with at most one digit behind the point */
{
    return floor(value) == value || (fabs(value) < 1e13 && floor(value * 10 + 0.5) / 10 == value);
}

static inline PyObject *read_number(Input *in, const Field *field)
{
    Digits number;
    double value;
    if (UNLIKELY(read_digits(in, &number) < 0 || double_of(&number, &value) < 0)) return NULL;
    if (UNLIKELY(number.is_whole && number.is_negative && value == 0)) value = 0; /* the integer -0 is 0 */
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

/* 2024-05-17T09:41:33Z, with up to nine digits behind the seconds; Z or an offset or nothing; as lax as msgspec. */
static PyObject *read_moment(Input *in)
{
    const char *p = in->at;
    unsigned century, year, month, day, hour, minute, second, micro = 0, offset_hours, offset_minutes;
    int digits = 0, offset = 0, is_naive = 0;
    if (UNLIKELY(in->end - p < 22 || *p++ != '"')) return NULL;
    if (UNLIKELY(!(two_digits(p, &century) && two_digits(p + 2, &year) && p[4] == '-' && two_digits(p + 5, &month) &&
                   p[7] == '-' && two_digits(p + 8, &day) && (p[10] == 'T' || p[10] == 't' || p[10] == ' ') &&
                   two_digits(p + 11, &hour) && p[13] == ':' && two_digits(p + 14, &minute) && p[16] == ':' &&
                   two_digits(p + 17, &second)))) return NULL;
    char separator = p[10];
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
    if (LIKELY(*p == 'Z' || *p == 'z')) p++;
    else if (*p == '+' || *p == '-') {
        if (in->end - p < 6 || !two_digits(p + 1, &offset_hours)) return NULL;
        const char *minutes = p + (p[3] == ':' ? 4 : 3);
        if (!two_digits(minutes, &offset_minutes) || offset_hours > 23 || offset_minutes > 59) return NULL;
        offset = (int)(offset_hours * 60 + offset_minutes) * (*p == '-' ? -1 : 1);
        p = minutes + 2;
    } else is_naive = 1;
    year += century * 100;
    if (is_naive && (!in->message_only || digits > 6 || separator != 'T')) return NULL;
    in->is_odd |= digits > in->tables->fraction || separator != 'T' || p[-1] == 'z' || (p[-1] != 'Z' && p[-3] != ':');
    if (UNLIKELY(*p != '"' || year < 1 || month < 1 || month > 12 || day < 1 ||
                 day > 31 || hour > 23 || minute > 59 || second > 59)) return NULL;
    in->at = p + 1;
    PyObject *zone = zone_of(in, offset);
    if (UNLIKELY(!zone)) return NULL;
    PyTypeObject *type = PyDateTimeAPI->DateTimeType;
    PyObject *moment = PyDateTimeAPI->DateTime_FromDateAndTime( /* refuses the 31st of a short month */
        (int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, (int)micro, zone, type);
    Py_DECREF(zone);
    return moment;
}

/* Reading: lists and free JSON ----------------------------------------------------------------------------------- */

/* Whether there is something in a list or an object: behind its opening bracket, and behind each part. 1 if there is,
   0 at the end; or NOT_SURE. */
static inline int is_begun(Input *in, char bracket, char end)
{
    if (UNLIKELY(!skip(in, bracket))) return NOT_SURE;
    if (*in->at != end) return 1;
    in->at++;
    return 0;
}

static inline int goes_on(Input *in, char end)
{
    skip_space(in);
    if (LIKELY(*in->at == ',')) { in->at++; skip_space(in); return 1; }
    if (UNLIKELY(*in->at != end)) return NOT_SURE;
    in->at++;
    return 0;
}

static inline int has_items(const Field *field, Py_ssize_t count) /* as many as it may have */
{
    return count >= field->least_items && count <= field->most_items;
}

static inline PyObject *read_value(Input *in, const Field *field, int levels);
static PyObject *read_anything(Input *in, int levels);

/* `field`: what the items are; NULL in free JSON. `levels`: that they may have. */
static PyObject *read_list(Input *in, const Field *field, int levels)
{
    PyObject *list = PyList_New(0);
    int more = list ? is_begun(in, '[', ']') : NOT_SURE;
    for (; LIKELY(more > 0); more = goes_on(in, ']')) {
        PyObject *item = field ? read_value(in, field, levels) : read_anything(in, levels);
        int failed = !item || PyList_Append(list, item) < 0;
        Py_XDECREF(item);
        if (UNLIKELY(failed)) goto not_sure;
    }
    if (more == 0 && (!field || has_items(field, PyList_GET_SIZE(list)))) return list;
not_sure:
    Py_XDECREF(list);
    return NULL;
}

/* The dict, whose reference is taken over, with the members that stand here. */
static PyObject *read_members(Input *in, PyObject *dict, int levels)
{
    int more = dict ? is_begun(in, '{', '}') : NOT_SURE;
    for (; LIKELY(more > 0); more = goes_on(in, '}')) {
        Text text;
        PyObject *key = read_text(in, &text) < 0 ? NULL : string_of(&text);
        int is_odd = !key || (in->is_exact && PyDict_Contains(dict, key) != 0);
        skip_space(in);
        PyObject *value = !is_odd && skip(in, ':') ? read_anything(in, levels) : NULL;
        int failed = !value || PyDict_SetItem(dict, key, value) < 0;
        Py_XDECREF(key); Py_XDECREF(value);
        if (failed) { more = NOT_SURE; break; }
    }
    if (more < 0) Py_CLEAR(dict);
    return dict;
}

static PyObject *read_anything(Input *in, int levels)
{
    Digits number;
    double value;
    switch (*in->at) {
    case '"': return read_string(in, 0, PY_SSIZE_T_MAX);
    case '{': return levels > 0 ? read_members(in, PyDict_New(), levels - 1) : NULL;
    case '[': return levels > 0 ? read_list(in, NULL, levels - 1) : NULL;
    case 't': case 'f': return read_boolean(in);
    case 'n':
        if (in->end - in->at < 4 || load4(in->at) != load4("null")) return NULL;
        in->at += 4;
        return Py_NewRef(Py_None);
    default:
        if (read_digits(in, &number) < 0) return NULL;
        if (number.is_whole && in->is_exact) return integer_of(&number, -MOST_EXACT, MOST_EXACT);
        if (number.is_whole) return integer_of(&number, INT64_MIN, INT64_MAX);
        if (in->is_exact && (number.end - number.start > SURE_LENGTH || number.has_exponent)) return NULL;
        return double_of(&number, &value) == OK ? PyFloat_FromDouble(value) : NULL;
    }
}

static PyObject *read_custom(Input *in)
{
    PyObject *empty = PyTuple_New(0);
    PyObject *custom = empty ? PyDict_Type.tp_new(in->tables->custom, empty, NULL) : NULL;
    Py_XDECREF(empty);
    in->is_odd = 1;
    if (!(custom = read_members(in, custom, MOST_LEVELS - 1))) return NULL;
    PyObject *vendor = PyDict_GetItemString(custom, "vendorId"); /* borrowed; nothing runs before it is looked at */
    if (!vendor || !PyUnicode_CheckExact(vendor) || PyUnicode_GET_LENGTH(vendor) > MOST_IN_VENDOR) Py_CLEAR(custom);
    return custom;
}

/* Reading: objects and frames ------------------------------------------------------------------------------------ */

static PyObject *read_object(Input *in, const Shape *shape, int nested);

static inline PyObject *read_value(Input *in, const Field *field, int nested)
{
    Text text;
    const Entry *entry;
    PyObject *value;
    switch (field->kind) {
    case STRING:
        if (UNLIKELY(read_text(in, &text) < 0)) return NULL;
        if (field->letters != PRINTABLE) in->is_odd |= !has_letters(&text, field->letters);
        return string_within(&text, field->low, field->high);
    case ENUMERATION:
        if (UNLIKELY(read_text(in, &text) < 0)) return NULL;
        entry = find_text(field->members, text.start, (size_t)text.size);
        return LIKELY(entry != NULL) ? Py_NewRef(entry->value) : NULL;
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
        in->is_odd = 1;
        value = read_anything(in, MOST_LEVELS);
        if (value == Py_None) Py_SETREF(value, Py_NewRef(in->tables->null));
        return value;
    default: return NULL;
    }
}

/* The field whose name stands here, and its number; NULL if there is none. Names mostly come in the order of fields. */
static inline const Field *read_name(Input *in, const Shape *shape, Py_ssize_t *number)
{
    Py_ssize_t next = *number, left = in->end - in->at;
    for (Py_ssize_t tries = shape->count; LIKELY(tries > 0); tries--, next++) {
        if (next >= shape->count) next = 0;
        const Field *field = &shape->fields[next];
        /* The first four bytes tell most names apart. With its quotes a name has three, and there is more behind it. */
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
    PyObject *object = nested > 0 ? make_object(shape) : NULL;
    if (UNLIKELY(!object)) return NULL;
    Py_ssize_t next = 0;
    int more = is_begun(in, '{', '}');
    for (; LIKELY(more > 0); more = goes_on(in, '}'), next++) {
        const Field *field = read_name(in, shape, &next);
        if (UNLIKELY(!field)) goto not_sure;
        skip_space(in);
        if (UNLIKELY(!skip(in, ':'))) goto not_sure;
        PyObject *value = field->is_list ? read_list(in, field, nested) : read_value(in, field, nested);
        if (UNLIKELY(!value)) goto not_sure;
        PyObject **slot = slot_of(object, field);
        in->is_odd |= *slot != NULL; /* of a name that comes twice the last value counts */
        Py_XSETREF(*slot, value);
    }
    if (UNLIKELY(more < 0)) goto not_sure;
    for (const Field *field = shape->fields, *end = field + shape->count; field < end; field++) {
        PyObject **slot = slot_of(object, field);
        if (*slot) continue;
        if (UNLIKELY(field->is_required)) goto not_sure;
        *slot = Py_NewRef(Py_None);
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
    in->is_exact = in->is_odd = 1;
    if (skip(in, ',') && *in->at == '{') details = read_anything(in, MOST_LEVELS);
    if (details && at_end(in) && (message = make_object(envelope))) {
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
        if (!PyUnicode_CheckExact(action) && Py_TYPE(action) != &PyType_Type) return NULL; /* others hash in any way */
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

/* Python finds the action of a request by the quotes before it, and tells the advice of frames where it does not. */
static inline int read_id(Input *in, char type, Text *text)
{
    const char *start = in->at + 1;
    if (read_text(in, text) < 0) return NOT_SURE;
    if (LIKELY(text->start == start) || type == '3') return OK;
    return type != '4' && type != '5' && !memchr(start, '"', (size_t)(in->at - 1 - start)) ? OK : NOT_SURE;
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
    if (type == '3' && (in->at != start + 2 || *in->at != ',')) return NULL; /* Python tells the advice then */
    skip_space(in);
    if (!skip(in, ',')) return NULL;
    PyObject *id = read_id(in, type, &text) < 0 ? NULL : string_within(&text, 1, MOST_IN_ID);
    if (!id) return NULL;
    skip_space(in);
    if (!skip(in, ',')) goto done;
    if (type == '4' || type == '5') {
        message = read_error(in, in->tables->envelopes[type - '2'], id);
        goto done;
    }
    Plan *plan = read_plan(in, type, action);
    if (!plan) goto done;
    const Shape *shape = payload_of(plan, in->tables->state), *envelope = plan->envelope;
    if (shape && (payload = read_object(in, shape, MOST_NESTED)) && at_end(in) && (message = make_object(envelope))) {
        *slot_of(message, &envelope->fields[0]) = Py_NewRef(id);
        if (plan->action != Py_None) *slot_of(message, &envelope->fields[1]) = Py_NewRef(plan->action);
        *slot_of(message, &envelope->fields[envelope->count - 1]) = Py_NewRef(payload);
    }
    Py_XDECREF(payload);
    Py_DECREF(plan);
done:
    Py_DECREF(id);
    return message;
}

/* Writing: texts and numbers ------------------------------------------------------------------------------------- */

enum { AUTO, SECONDS, MILLISECONDS, MICROSECONDS }; /* datetimes.TIMESPECS */

typedef struct {
    char *at, *end, *start; /* the text up to now is between `start` and `at` */
    char *heap;             /* where it is; NULL while it fits in the first buffer */
    const Tables *tables;
    int timespec, few_decimals, is_ascii;
    int keeps_zones;        /* date-times are not turned into UTC */
    int has_whole;          /* an integer stands for a number of any kind; some ways of Python write 5.0 */
    int has_custom;
} Output;

#define SPARE 64 /* bytes that may be written behind what was asked for */

static int make_room(Output *out, size_t more)
{
    size_t used = (size_t)(out->at - out->start), size = 2 * (size_t)(out->end - out->start);
    while (size < used + more + SPARE) size *= 2;
    char *moved = PyMem_Realloc(out->heap, size);
    if (!moved) return NOT_SURE;
    if (!out->heap) memcpy(moved, out->start, used);
    out->heap = out->start = moved;
    out->at = moved + used;
    out->end = moved + size;
    return OK;
}

static inline int has_room(Output *out, size_t more)
{
    return LIKELY((size_t)(out->end - out->at) >= more + SPARE) || make_room(out, more) == OK;
}

static inline int write_literal(Output *out, const char *text, size_t size)
{
    if (UNLIKELY(!has_room(out, size))) return NOT_SURE;
    memcpy(out->at, text, size);
    out->at += size;
    return OK;
}

static int write_escaped(Output *out, const char *text, size_t size)
{
    static const char hex[] = "0123456789abcdef", letters[] = "btn?fr"; /* of 8 to 13 */
    if (!has_room(out, 6 * size + 2)) return NOT_SURE;
    char *p = out->at;
    *p++ = '"';
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\') { *p++ = (char)c; continue; }
        *p++ = '\\';
        if (c >= 0x20) *p++ = (char)c;
        else if (c >= 8 && c <= 13 && c != 11) *p++ = letters[c - 8];
        else { memcpy(p, "u00", 3); p[3] = hex[c >> 4]; p[4] = hex[c & 15]; p += 5; }
    }
    *p++ = '"';
    out->at = p;
    return OK;
}

static inline int write_utf8(Output *out, const char *text, size_t size)
{
    if (!has_room(out, size + 2)) return NOT_SURE;
    char *p = out->at + 1;
    size_t i = 0;
    *out->at = '"';
    for (; i + 8 <= size; i += 8) {
        uint64_t x = load8(text + i);
        if (UNLIKELY(special_bytes(x))) return write_escaped(out, text, size);
        memcpy(p + i, &x, 8);
    }
    for (; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (UNLIKELY(c < 0x20 || c == '"' || c == '\\')) return write_escaped(out, text, size);
        p[i] = (char)c;
    }
    p[size] = '"';
    out->at = p + size + 1;
    return OK;
}

/* The UTF-8 of a string of so many characters; NULL if it is none. Nothing of Python runs. */
static inline const char *utf8_of(Output *out, PyObject *value, int64_t least, int64_t most, Py_ssize_t *size)
{
    if (UNLIKELY(!PyUnicode_CheckExact(value))) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(value);
    if (UNLIKELY(length < least || length > most)) return NULL;
    if (LIKELY(PyUnicode_IS_COMPACT_ASCII(value))) { *size = length; return (const char *)PyUnicode_1BYTE_DATA(value); }
    out->is_ascii = 0;
    return PyUnicode_AsUTF8AndSize(value, size);
}

static inline int write_string(Output *out, PyObject *value, int64_t least, int64_t most)
{
    Py_ssize_t size;
    const char *text = utf8_of(out, value, least, most, &size);
    return LIKELY(text != NULL) ? write_utf8(out, text, (size_t)size) : NOT_SURE;
}

static inline char *put_two(char *p, unsigned value)
{
    p[0] = (char)('0' + value / 10);
    p[1] = (char)('0' + value % 10);
    return p + 2;
}

static inline char *put_whole(char *p, uint64_t value)
{
    char digits[20], *first = digits + 20;
    for (; value >= 100; value /= 100) { first -= 2; put_two(first, (unsigned)(value % 100)); }
    if (value >= 10) { first -= 2; put_two(first, (unsigned)value); }
    else *--first = (char)('0' + value);
    memcpy(p, first, (size_t)(digits + 20 - first));
    return p + (digits + 20 - first);
}

static inline int write_integer(Output *out, PyObject *value, int64_t low, int64_t high)
{
    int overflow;
    if (UNLIKELY(!PyLong_CheckExact(value) || !has_room(out, 24))) return NOT_SURE;
    int64_t whole = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (UNLIKELY(overflow || whole < low || whole > high)) return NOT_SURE;
    if (whole < 0) *out->at++ = '-';
    out->at = put_whole(out->at, whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole);
    return OK;
}

/* The shortest text that means the number, with at most so many digits behind the point. */
static int write_double(Output *out, double value, int most_decimals)
{
    double size = fabs(value);
    if (!(size <= (double)MOST_EXACT) || (size < 1e-3 && size != 0) || !has_room(out, 40)) return NOT_SURE;
    if (signbit(value)) *out->at++ = '-';
    /* n / 10**k of at most 15 digits, k as small as may be, is the shortest text; so is any n that is whole. */
    for (int k = 0; k <= 6 && (k == 0 || size * TEN_TO[k] < 1e15); k++) {
        uint64_t n = (uint64_t)(size * TEN_TO[k] + (k ? 0.5 : 0));
        if ((double)n / TEN_TO[k] != size) continue;
        if (k > most_decimals) return NOT_SURE;
        uint64_t unit = (uint64_t)TEN_TO[k], part = n % unit;
        char *p = put_whole(out->at, n / unit);
        *p++ = '.';
        out->at = p + (k ? k : 1);
        *p = '0';
        for (int i = k - 1; i >= 0; i--, part /= 10) p[i] = (char)('0' + part % 10);
        return OK;
    }
    if (most_decimals <= 6) return NOT_SURE;
    char *text = PyOS_double_to_string(size, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    if (!text) return NOT_SURE;
    size_t length = strlen(text);
    int is_sure = length <= 30 && !memchr(text, 'e', length);
    if (is_sure) { memcpy(out->at, text, length); out->at += length; }
    PyMem_Free(text);
    return is_sure ? OK : NOT_SURE;
}

static int write_number(Output *out, const Field *field, PyObject *value)
{
    if (UNLIKELY(!PyFloat_CheckExact(value))) {
        out->has_whole = 1;
        return write_integer(out, value, field->low, field->high);
    }
    double number = PyFloat_AS_DOUBLE(value);
    if (UNLIKELY(!(number >= field->low_number && number <= field->high_number))) return NOT_SURE;
    return write_double(out, number, field->kind == TENTH ? 1 : out->few_decimals ? 6 : 99);
}

/* Writing: date-times -------------------------------------------------------------------------------------------- */

/* The parts as they are, as `datetimes.write` does. */
static int write_in_utc(Output *out, PyObject *value)
{
    unsigned year = (unsigned)PyDateTime_GET_YEAR(value), micro = (unsigned)PyDateTime_DATE_GET_MICROSECOND(value);
    if (!has_room(out, 40)) return NOT_SURE;
    char *p = out->at;
    *p++ = '"';
    p = put_two(put_two(p, year / 100), year % 100);
    *p++ = '-'; p = put_two(p, PyDateTime_GET_MONTH(value)); *p++ = '-'; p = put_two(p, PyDateTime_GET_DAY(value));
    *p++ = 'T'; p = put_two(p, PyDateTime_DATE_GET_HOUR(value));
    *p++ = ':'; p = put_two(p, PyDateTime_DATE_GET_MINUTE(value));
    *p++ = ':'; p = put_two(p, PyDateTime_DATE_GET_SECOND(value));
    if (out->timespec != SECONDS && !(out->timespec == AUTO && micro == 0)) {
        *p++ = '.';
        p = put_two(put_two(p, micro / 10000), micro / 100 % 100); /* four digits; the last one may be too many */
        if (out->timespec == MILLISECONDS) p--;
        else p = put_two(p, micro % 100);
    }
    memcpy(p, "Z\"", 2);
    out->at = p + 2;
    return OK;
}

/* In UTC. The caller holds the value: its time zone may be Python code. */
static int write_moment(Output *out, PyObject *value)
{
    if (UNLIKELY(!PyDateTime_CheckExact(value))) return NOT_SURE;
    PyObject *zone = PyDateTime_DATE_GET_TZINFO(value), *offset, *moment;
    if (UNLIKELY(zone == Py_None)) return NOT_SURE;
    if (UNLIKELY(zone != PyDateTime_TimeZone_UTC)) {
        if (out->keeps_zones || !(offset = PyObject_CallMethod(value, "utcoffset", NULL))) return NOT_SURE;
        int is_whole = PyDelta_CheckExact(offset) && PyDateTime_DELTA_GET_SECONDS(offset) % 60 == 0 &&
                       PyDateTime_DELTA_GET_MICROSECONDS(offset) == 0;
        moment = is_whole ? PyNumber_Subtract(value, offset) : NULL; /* it keeps its zone, which is not asked again */
        Py_DECREF(offset);
        int written = moment && PyDateTime_CheckExact(moment) ? write_in_utc(out, moment) : NOT_SURE;
        Py_XDECREF(moment);
        return written;
    }
    return write_in_utc(out, value);
}

/* Writing: lists and free JSON ----------------------------------------------------------------------------------- */

static int write_anything(Output *out, PyObject *value, int levels);

static int write_members(Output *out, PyObject *dict, int levels, int *has_vendor)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    const char *comma = "{";
    while (PyDict_Next(dict, &at, &key, &value)) {
        if (write_literal(out, comma, 1) < 0 || write_string(out, key, 0, PY_SSIZE_T_MAX) < 0) return NOT_SURE;
        if (write_literal(out, ":", 1) < 0) return NOT_SURE;
        comma = ",";
        if (has_vendor && PyUnicode_CompareWithASCIIString(key, "vendorId") == 0) {
            *has_vendor = 1;
            if (write_string(out, value, 0, MOST_IN_VENDOR) < 0) return NOT_SURE;
        } else if (write_anything(out, value, levels) < 0) return NOT_SURE;
    }
    return *comma == '{' ? write_literal(out, "{}", 2) : write_literal(out, "}", 1);
}

static inline int write_value(Output *out, const Field *field, PyObject *value, int levels);

/* `field`: what the items are; NULL in free JSON. */
static int write_list(Output *out, const Field *field, PyObject *list, int levels)
{
    Py_ssize_t count = PyList_CheckExact(list) ? PyList_GET_SIZE(list) : -1;
    if (UNLIKELY(count < 0 || (field && !has_items(field, count)))) return NOT_SURE;
    if (UNLIKELY(write_literal(out, "[", 1) < 0)) return NOT_SURE;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (UNLIKELY(PyList_GET_SIZE(list) != count || (i && write_literal(out, ",", 1) < 0))) return NOT_SURE;
        PyObject *item = Py_NewRef(PyList_GET_ITEM(list, i));
        int written = field ? write_value(out, field, item, levels) : write_anything(out, item, levels);
        Py_DECREF(item);
        if (UNLIKELY(written < 0)) return NOT_SURE;
    }
    return write_literal(out, "]", 1);
}

static int write_boolean(Output *out, PyObject *value)
{
    if (value == Py_True) return write_literal(out, "true", 4);
    return value == Py_False ? write_literal(out, "false", 5) : NOT_SURE;
}

static int write_anything(Output *out, PyObject *value, int levels)
{
    if (PyUnicode_CheckExact(value)) return write_string(out, value, 0, PY_SSIZE_T_MAX);
    if (PyLong_CheckExact(value)) return write_integer(out, value, -MOST_EXACT, MOST_EXACT);
    if (PyFloat_CheckExact(value)) return write_double(out, PyFloat_AS_DOUBLE(value), 99);
    if (value == Py_None) return write_literal(out, "null", 4);
    if (PyDict_CheckExact(value)) return levels > 0 ? write_members(out, value, levels - 1, NULL) : NOT_SURE;
    if (PyList_CheckExact(value)) return levels > 0 ? write_list(out, NULL, value, levels - 1) : NOT_SURE;
    return write_boolean(out, value);
}

static int write_custom(Output *out, PyObject *value)
{
    int has_vendor = 0;
    out->has_custom = 1;
    if (Py_TYPE(value) != out->tables->custom && !PyDict_CheckExact(value)) return NOT_SURE;
    return write_members(out, value, MOST_LEVELS - 1, &has_vendor) == OK && has_vendor ? OK : NOT_SURE;
}

/* Writing: objects and frames ------------------------------------------------------------------------------------ */

static int write_object(Output *out, const Shape *shape, PyObject *object, int nested);

static int write_name(Output *out, const Known *known, PyObject *value) /* a member, or its text */
{
    const Entry *entry = find_value(known, value);
    Py_ssize_t size;
    if (UNLIKELY(!entry)) {
        const char *text = utf8_of(out, value, 0, PY_SSIZE_T_MAX, &size);
        if (!text || !(entry = find_text(known, text, (size_t)size))) return NOT_SURE;
    }
    if (UNLIKELY(!has_room(out, entry->size))) return NOT_SURE;
    memcpy(out->at, entry->text, 32);
    if (entry->size > 32) memcpy(out->at + 32, entry->text + 32, KEY_ROOM - 32);
    out->at += entry->size;
    return OK;
}

static inline int write_value(Output *out, const Field *field, PyObject *value, int nested)
{
    Py_ssize_t size;
    const char *text;
    switch (field->kind) {
    case STRING: return write_string(out, value, field->low, field->high);
    case ENUMERATION: return write_name(out, field->members, value);
    case INTEGER: return write_integer(out, value, field->low, field->high);
    case NUMBER: case TENTH: return write_number(out, field, value);
    case BOOLEAN: return write_boolean(out, value);
    case MOMENT: return write_moment(out, value);
    case OBJECT: return write_object(out, field->shape, value, nested - 1);
    case CUSTOM: return write_custom(out, value);
    case URI:
        text = utf8_of(out, value, field->low, field->high, &size);
        return text && is_uri(text, size) ? write_utf8(out, text, (size_t)size) : NOT_SURE;
    case ANYTHING:
        return value == out->tables->null ? write_literal(out, "null", 4) : write_anything(out, value, MOST_LEVELS);
    default: return NOT_SURE;
    }
}

/* The caller holds the object. */
static int write_object(Output *out, const Shape *shape, PyObject *object, int nested)
{
    if (UNLIKELY(Py_TYPE(object) != shape->definition || nested <= 0)) return NOT_SURE;
    Py_ssize_t start = out->at - out->start;
    for (const Field *field = shape->fields, *end = field + shape->count; field < end; field++) {
        PyObject *value = *slot_of(object, field);
        if (value == Py_None && LIKELY(!field->is_required)) continue;
        if (UNLIKELY(value == NULL || value == Py_None || !has_room(out, KEY_ROOM))) return NOT_SURE;
        memcpy(out->at, field->key, 16);
        if (field->name_size > 14) memcpy(out->at + 16, field->key + 16, KEY_ROOM - 16);
        out->at += field->name_size + 2;
        Py_INCREF(value);
        int written = field->is_list ? write_list(out, field, value, nested) : write_value(out, field, value, nested);
        Py_DECREF(value);
        if (UNLIKELY(written < 0)) return NOT_SURE;
    }
    if (UNLIKELY(!has_room(out, 2))) return NOT_SURE;
    if (out->at - out->start == start) *out->at++ = '{';
    else out->start[start] = '{'; /* in the place of the first comma */
    *out->at++ = '}';
    return OK;
}

/* Python writes this message in another way if an integer for a number stands in it: as 5.0, not 5. `writer.py` looks
   for customData, and for digits that a station cannot read, anywhere in the text. */
static int writes_whole_as_is(const Output *out, const Plan *plan)
{
    if (plan->is_rewritten || out->has_custom) return 0;
    int digits = -1; /* behind a point; -1 elsewhere */
    for (const char *p = out->start; plan->few_decimals && p < out->at - 1; p++) {
        digits = *p == '.' ? 0 : digits < 0 || !is_digit(*p) ? -1 : digits + 1;
        if (digits > 6 || (*p == 'e' && p[1] == '-')) return 0;
    }
    return 1;
}

/* `part`: of an envelope, a borrowed reference. */
static inline PyObject *part_of(PyObject *message, const Shape *envelope, Py_ssize_t part)
{
    return *slot_of(message, &envelope->fields[part]);
}

static inline int write_head(Output *out, char type, PyObject *id)
{
    char head[] = {'[', type, ','};
    return id && write_literal(out, head, 3) == OK ? write_string(out, id, 1, MOST_IN_ID) : NOT_SURE;
}

static int write_error(Output *out, char type, const Shape *envelope, PyObject *message)
{
    PyObject *code = part_of(message, envelope, 1), *text = part_of(message, envelope, 2);
    PyObject *details = part_of(message, envelope, 3);
    if (!code || !text || !details || !PyDict_CheckExact(details)) return NOT_SURE;
    if (write_head(out, type, part_of(message, envelope, 0)) < 0 || write_literal(out, ",", 1) < 0 ||
        write_name(out, out->tables->codes, code) < 0 || write_literal(out, ",", 1) < 0 ||
        write_string(out, text, 0, out->tables->description) < 0 || write_literal(out, ",", 1) < 0 ||
        write_anything(out, details, MOST_LEVELS) < 0) return NOT_SURE;
    return write_literal(out, "]", 1);
}

/* `payload`: the last part of the message, which the caller holds. */
static int write_with_payload(Output *out, Plan *plan, PyObject *message, PyObject *payload)
{
    const Shape *shape = payload_of(plan, out->tables->state), *envelope = plan->envelope;
    if (!shape || write_head(out, plan->type, part_of(message, envelope, 0)) < 0) return NOT_SURE;
    if (plan->action != Py_None) {
        PyObject *action = part_of(message, envelope, 1);
        if (!action || !PyUnicode_CheckExact(action)) return NOT_SURE;
        if (action != plan->action && PyUnicode_Compare(action, plan->action) != 0) return NOT_SURE;
    }
    if (!has_room(out, KEY_ROOM)) return NOT_SURE;
    memcpy(out->at, plan->name, KEY_ROOM);
    out->at += plan->name_size;
    out->few_decimals = plan->few_decimals;
    if (write_object(out, shape, payload, MOST_NESTED) < 0 || write_literal(out, "]", 1) < 0) return NOT_SURE;
    return out->has_whole && !writes_whole_as_is(out, plan) ? NOT_SURE : OK;
}

/* The plan of a payload, a borrowed reference; NULL if there is none. */
static Plan *plan_of(const Tables *tables, PyObject *payload)
{
    PyObject *plan = PyDict_GetItemWithError(tables->payloads, (PyObject *)Py_TYPE(payload));
    return plan && Py_TYPE(plan) == tables->state->plan ? (Plan *)plan : NULL;
}

static int write_message(Output *out, PyObject *message)
{
    const Tables *tables = out->tables;
    int kind = 0;
    while (!tables->envelopes[kind] || Py_TYPE(message) != tables->envelopes[kind]->definition)
        if (++kind == ENVELOPES) return NOT_SURE;
    const Shape *envelope = tables->envelopes[kind];
    if (kind == CALL_ERROR || kind == CALL_RESULT_ERROR) return write_error(out, (char)('2' + kind), envelope, message);
    PyObject *payload = Py_XNewRef(part_of(message, envelope, envelope->count - 1));
    Plan *plan = payload ? (Plan *)Py_XNewRef(plan_of(tables, payload)) : NULL;
    int written = plan && plan->envelope == envelope ? write_with_payload(out, plan, message, payload) : NOT_SURE;
    Py_XDECREF(plan); Py_XDECREF(payload);
    return written;
}

/* Coder: both ways, with the settings of a codec ------------------------------------------------------------------- */

typedef struct {
    OBJECT_HEAD
    Tables *tables;
    Py_ssize_t most_bytes;
    int timespec;
    PyObject *read_in_python; /* the fast path in Python */
} Coder;

static PyObject *Coder_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Coder parts = {.most_bytes = 0};
    if (!PyArg_ParseTuple(args, "O!niO", state_of(type)->tables, &parts.tables, &parts.most_bytes, &parts.timespec,
                          &parts.read_in_python)) return NULL;
    return make(type, &parts);
}

/* Whether to pass on an exception; all others mean "not sure", and are forgotten. */
static int is_passed_on(void)
{
    if (!PyErr_Occurred()) return 0;
    if (!PyErr_ExceptionMatches(PyExc_Exception)) return 1;
    PyErr_Clear();
    return 0;
}

/* The message in bytes that end with a NUL and cannot change. `is_odd`: gets whether there may be advice; or NULL. */
static PyObject *message_in(Coder *self, const char *text, Py_ssize_t size, PyObject *action, int only, int *is_odd)
{
    if (UNLIKELY(size > self->most_bytes)) return NULL;
    Input in = {.at = text, .end = text + size, .tables = self->tables, .message_only = only};
    PyObject *message = read_message(&in, action);
    if (is_odd) *is_odd = in.is_odd || !is_printable(text, size);
    PyMem_Free(in.scratch);
    Py_XDECREF(in.zone);
    return message;
}

static PyObject *message_in_frame(Coder *self, PyObject *frame, PyObject *action, int only, int *is_odd)
{
    if (PyUnicode_CheckExact(frame)) {
        Py_ssize_t size = PyUnicode_GET_LENGTH(frame);
        const char *text = size <= self->most_bytes ? PyUnicode_AsUTF8AndSize(frame, &size) : NULL;
        return text ? message_in(self, text, size, action, only, is_odd) : NULL;
    }
    if (PyBytes_CheckExact(frame))
        return message_in(self, PyBytes_AS_STRING(frame), PyBytes_GET_SIZE(frame), action, only, is_odd);
    if (!only || !(PyByteArray_CheckExact(frame) || PyMemoryView_Check(frame))) return NULL;
    PyObject *copy = PyBytes_FromObject(frame); /* a buffer may change meanwhile */
    PyObject *message = copy ? message_in_frame(self, copy, action, only, is_odd) : NULL;
    Py_XDECREF(copy);
    return message;
}

static PyObject *read_with(Coder *self, PyObject *const *args, Py_ssize_t count, int only)
{
    if (UNLIKELY(count != 2)) return refused(PyExc_TypeError, "a frame and an action are needed");
    PyObject *message = message_in_frame(self, args[0], args[1], only, NULL);
    if (UNLIKELY(!message) && !is_passed_on()) Py_RETURN_NONE;
    return message;
}

/* read(frame, action): the message, for whoever may ask for the findings of the frame later; None where it is not sure.
   read_message(frame, action): nobody will ask, so date-times without offset and buffers are read too. */
static PyObject *Coder_read(Coder *self, PyObject *const *args, Py_ssize_t count)
{
    return read_with(self, args, count, 0);
}

static PyObject *Coder_read_message(Coder *self, PyObject *const *args, Py_ssize_t count)
{
    return read_with(self, args, count, 1);
}

/* read_or_ask(frame, action): as `read`; where it is not sure, Python is asked. */
static PyObject *Coder_read_or_ask(Coder *self, PyObject *const *args, Py_ssize_t count)
{
    PyObject *message = read_with(self, args, count, 0);
    if (LIKELY(message != Py_None)) return message;
    Py_DECREF(message);
    return PyObject_Vectorcall(self->read_in_python, args, (size_t)count, NULL);
}

/* is_spotless(frame, action): whether it is a good frame about which there is surely no advice. */
static PyObject *Coder_is_spotless(Coder *self, PyObject *const *args, Py_ssize_t count)
{
    int is_odd = 1;
    if (count != 2) return refused(PyExc_TypeError, "a frame and an action are needed");
    PyObject *message = message_in_frame(self, args[0], args[1], 0, &is_odd);
    if (!message && is_passed_on()) return NULL;
    int is_spotless = message && !is_odd;
    Py_XDECREF(message);
    return PyBool_FromLong(is_spotless);
}

static PyObject *write_with(Coder *self, PyObject *message, int as_text)
{
    char first[4000]; /* not a whole page: processors confuse addresses that are just that far apart, and wait */
    Output out = {.at = first, .end = first + sizeof first, .start = first, .tables = self->tables,
                  .timespec = self->timespec, .is_ascii = 1};
    PyObject *written = NULL;
    if (LIKELY(write_message(&out, message) == OK) && out.at - out.start <= self->most_bytes) {
        Py_ssize_t size = out.at - out.start;
        if (!as_text) written = PyBytes_FromStringAndSize(out.start, size);
        else if (!out.is_ascii) written = PyUnicode_DecodeUTF8(out.start, size, NULL);
        else if ((written = PyUnicode_New(size, 127))) memcpy(PyUnicode_1BYTE_DATA(written), out.start, (size_t)size);
    }
    PyMem_Free(out.heap);
    if (UNLIKELY(!written) && !is_passed_on()) Py_RETURN_NONE;
    return written;
}

/* write(message), write_text(message): the frame as UTF-8 or as str; None where it is not sure. */
static PyObject *Coder_write(Coder *self, PyObject *message) { return write_with(self, message, 0); }
static PyObject *Coder_write_text(Coder *self, PyObject *message) { return write_with(self, message, 1); }

static PyMethodDef Coder_methods[] = {
    {"read", (PyCFunction)(void (*)(void))Coder_read, METH_FASTCALL, NULL},
    {"read_message", (PyCFunction)(void (*)(void))Coder_read_message, METH_FASTCALL, NULL},
    {"read_or_ask", (PyCFunction)(void (*)(void))Coder_read_or_ask, METH_FASTCALL, NULL},
    {"is_spotless", (PyCFunction)(void (*)(void))Coder_is_spotless, METH_FASTCALL, NULL},
    {"write", (PyCFunction)Coder_write, METH_O, NULL},
    {"write_text", (PyCFunction)Coder_write_text, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static PyMemberDef Coder_members[] = {REFERENCE(Coder, tables), REFERENCE(Coder, read_in_python), END_OF_MEMBERS};
static PyType_Slot Coder_slots[] = {COMMON_SLOTS(Coder), {Py_tp_methods, Coder_methods}, {0, NULL}};
static PyType_Spec Coder_spec = SPEC(Coder, 0);

/* Conversations: the usual frames of a batch, as `Pairing._take_usual` takes them one by one ---------------------- */

/* The parts of the tuples that come: of a step; of an end, see `bulk._decoding._End`; of a side, see `_Side.parts`. */
enum { ROW, FRAME, AT, MARK, END, STEP };
enum { PAIRING, CODER, OWN, OTHER, ENDS };
enum { SIDE, SENDER, WAITING, ANSWERED, GIVEN_UP, FOREIGN, MOST, MOST_CHARACTERS, SIDES };

typedef struct {
    const State *state;
    PyObject *pending; /* the class */
    PyObject *ends, *opened, *groups, *calls, *suspects;
} Batch;

static PyObject *const *parts_of(PyObject *tuple, Py_ssize_t count) /* borrowed, as long as the tuple lives */
{
    if (LIKELY(tuple && PyTuple_Check(tuple) && PyTuple_GET_SIZE(tuple) >= count)) return &PyTuple_GET_ITEM(tuple, 0);
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "a tuple of other parts is needed");
    return NULL;
}

static PyObject *const *side_of(PyObject *tuple)
{
    PyObject *const *parts = parts_of(tuple, SIDES);
    int is_side = parts && PyDict_Check(parts[WAITING]) && PyDict_Check(parts[ANSWERED]) &&
                  PyDict_Check(parts[GIVEN_UP]) && PyFrozenSet_Check(parts[FOREIGN]) && PyLong_Check(parts[MOST]) &&
                  PyLong_Check(parts[MOST_CHARACTERS]);
    if (LIKELY(is_side)) return parts;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "a side of a pairing is needed");
    return NULL;
}

/* A usual call, while no other one waits: from now on it waits for its answer. As all functions here: 1 if it is taken;
   0 if it is not usual, and nothing has changed; -1 with an exception. */
static int take_call(const Batch *batch, PyObject *const *step, PyObject *const *end, PyObject *message, int is_first)
{
    const State *state = batch->state;
    PyObject *const *own = side_of(end[OWN]), *frame = step[FRAME], *at = step[AT];
    const Shape *envelope = ((Coder *)end[CODER])->tables->envelopes[0];
    if (!own || PyDict_GET_SIZE(own[WAITING]) || Py_TYPE(message) != envelope->definition) return own ? 0 : -1;
    Py_ssize_t length = PyUnicode_GET_LENGTH(frame), most = PyLong_AsSsize_t(own[MOST_CHARACTERS]);
    int taken = -1;
    PyObject *id = Py_NewRef(part_of(message, envelope, 0)), *action = Py_NewRef(part_of(message, envelope, 1));
    PyObject *size = PyLong_FromSsize_t(length), *call = NULL, *age = NULL, *expires = NULL;
    int known[] = {PyDict_Contains(own[ANSWERED], id), PyDict_Contains(own[GIVEN_UP], id),
                   PySet_Contains(own[FOREIGN], action)};
    if (PyErr_Occurred() || !size) goto done;
    taken = 0;
    if (known[0] || known[1] || known[2] || length > most) goto done;
    taken = -1;
    PyObject *parts[] = {id, action, own[SENDER], at, message, step[MARK], size};
    if (!(call = PyObject_Vectorcall(batch->pending, parts, 7, NULL))) goto done;
    if (is_first) {
        age = PyObject_GetAttr(end[PAIRING], state->names[MAX_AGE]);
        expires = age ? PyNumber_Add(at, age) : NULL;
        if (!expires || PyObject_SetAttr(end[PAIRING], state->names[EXPIRES], expires) < 0) goto done;
    }
    if (PyObject_SetAttr(own[SIDE], state->names[CHARACTERS], size) == 0 && PyDict_SetItem(own[WAITING], id, call) == 0)
        taken = 1;
done:
    Py_DECREF(id); Py_DECREF(action);
    Py_XDECREF(size); Py_XDECREF(call); Py_XDECREF(expires); Py_XDECREF(age);
    return taken;
}

/* The call that waits for this result, by the id between the first quotes; a new reference, NULL if there is none. */
static PyObject *call_of(PyObject *frame, PyObject *waiting)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(frame), begin = PyUnicode_FindChar(frame, '"', 0, length, 1);
    Py_ssize_t end = begin < 0 ? -1 : PyUnicode_FindChar(frame, '"', begin + 1, length, 1);
    PyObject *id = end < 0 ? NULL : PyUnicode_Substring(frame, begin + 1, end);
    PyObject *call = id ? PyDict_GetItemWithError(waiting, id) : NULL;
    Py_XINCREF(call);
    Py_XDECREF(id);
    return call;
}

/* The call waits no longer: `_Side.end`. */
static int end_call(const State *state, PyObject *call, PyObject *const *caller)
{
    int ended = -1;
    PyObject *parts[] = {NULL, NULL, NULL, NULL, NULL}, *answered = caller[ANSWERED], *tuple = NULL, *characters = NULL;
    for (int i = 0; i < 5; i++)
        if (!(parts[i] = PyObject_GetAttr(call, state->names[i]))) goto done;
    if (!(tuple = PyTuple_Pack(3, parts[ACTION], parts[SENT], parts[MARKED])) ||
        !(characters = PyObject_GetAttr(caller[SIDE], state->names[CHARACTERS]))) goto done;
    Py_SETREF(characters, PyNumber_Subtract(characters, parts[SIZE]));
    if (!characters || PyObject_SetAttr(caller[SIDE], state->names[CHARACTERS], characters) < 0 ||
        PyDict_DelItem(caller[WAITING], parts[ID]) < 0 || PyObject_SetItem(answered, parts[ID], tuple) < 0) goto done;
    Py_ssize_t most = PyLong_AsSsize_t(caller[MOST]);
    if (PyDict_GET_SIZE(answered) > most && !PyErr_Occurred()) {
        PyObject *popped = PyObject_CallMethodOneArg(answered, state->names[POPITEM], Py_False); /* the oldest */
        Py_XDECREF(popped);
    }
    ended = PyErr_Occurred() ? -1 : 1;
done:
    for (int i = 0; i < 5; i++) Py_XDECREF(parts[i]);
    Py_XDECREF(tuple); Py_XDECREF(characters);
    return ended;
}

/* The good result of a call that waits. */
static int take_result(const Batch *batch, PyObject *call, PyObject *const *end, PyObject *message)
{
    const Shape *envelope = ((Coder *)end[CODER])->tables->envelopes[1];
    PyObject *const *caller = side_of(end[OTHER]);
    if (!caller || Py_TYPE(message) != envelope->definition) return caller ? 0 : -1;
    PyObject *id = PyObject_GetAttr(call, batch->state->names[ID]);
    int is_same = id ? PyObject_RichCompareBool(id, part_of(message, envelope, 0), Py_EQ) : -1;
    Py_XDECREF(id);
    return is_same > 0 ? end_call(batch->state, call, caller) : is_same;
}

/* Puts a message, and the call that it answers or None, where they belong. */
static int put(const Batch *batch, PyObject *row, PyObject *message, PyObject *call, int is_odd)
{
    PyObject *payload = PyObject_GetAttr(message, batch->state->names[PAYLOAD]);
    PyObject *group = payload ? PyObject_GetItem(batch->groups, (PyObject *)Py_TYPE(payload)) : NULL;
    PyObject *const *lists = parts_of(group, 4);
    int is_put = lists && PyList_Append(lists[1], row) == 0 && PyList_Append(lists[2], payload) == 0 &&
                 PyList_Append(lists[3], message) == 0 && PyList_Append(batch->calls, call) == 0 &&
                 (!is_odd || PyList_Append(batch->suspects, row) == 0);
    Py_XDECREF(payload);
    Py_XDECREF(group);
    return is_put ? 1 : -1;
}

/* Whether it is time to give up calls: 1 if it is, 0 if it is not; -1 with an exception. `is_first`: gets whether the
   next call would be the first one that waits. The pairing only knows a time before which no call has waited too long. */
static int is_late(const State *state, PyObject *at, PyObject *const *end, int *is_first)
{
    PyObject *const *own = side_of(end[OWN]), *const *other = side_of(end[OTHER]);
    PyObject *limit = own && other ? PyObject_GetAttr(end[PAIRING], state->names[EXPIRES]) : NULL;
    if (!limit) return -1;
    int is_late = PyObject_RichCompareBool(at, limit, Py_GE);
    int is_idle = !PyDict_GET_SIZE(own[WAITING]) && !PyDict_GET_SIZE(other[WAITING]);
    *is_first = is_idle && (is_late || (PyFloat_CheckExact(limit) && PyFloat_AS_DOUBLE(limit) == Py_HUGE_VAL));
    Py_DECREF(limit);
    if (is_late <= 0 || !is_idle) return is_late;
    limit = PyObject_GetAttr(end[PAIRING], state->names[DROPS]); /* or to forget those that have ended */
    if (!limit) return -1;
    is_late = PyObject_RichCompareBool(at, limit, Py_GE);
    Py_DECREF(limit);
    return is_late;
}

static int take_with(const Batch *batch, PyObject *const *step, PyObject *const *end)
{
    PyObject *frame = step[FRAME], *call = NULL, *action = NULL, *message = NULL;
    int taken, is_odd = 0, is_first = 0;
    if (Py_TYPE(end[CODER]) != batch->state->coder || !PyUnicode_CheckExact(frame)) return 0;
    if (PySet_GET_SIZE(batch->opened) && (taken = PySet_Contains(batch->opened, step[ROW]))) return taken < 0 ? -1 : 0;
    if ((taken = is_late(batch->state, step[AT], end, &is_first))) return taken < 0 ? -1 : 0;
    int is_result = PyUnicode_GET_LENGTH(frame) > 3 && PyUnicode_READ_CHAR(frame, 0) == '[' &&
                    PyUnicode_READ_CHAR(frame, 1) == '3' && PyUnicode_READ_CHAR(frame, 2) == ',';
    if (is_result) {
        PyObject *const *caller = side_of(end[OTHER]);
        call = caller ? call_of(frame, caller[WAITING]) : NULL;
        action = call ? PyObject_GetAttr(call, batch->state->names[ACTION]) : NULL;
        if (!action || action == Py_None) { taken = PyErr_Occurred() ? -1 : 0; goto done; }
    }
    message = message_in_frame((Coder *)end[CODER], frame, is_result ? action : Py_None, 0, &is_odd);
    if (!message) taken = is_passed_on() ? -1 : 0;
    else if (is_result) taken = take_result(batch, call, end, message);
    else taken = take_call(batch, step, end, message, is_first);
    if (taken > 0) taken = put(batch, step[ROW], message, is_result ? call : Py_None, is_odd);
done:
    Py_XDECREF(message); Py_XDECREF(action); Py_XDECREF(call);
    return taken;
}

static int take_step(const Batch *batch, PyObject *given)
{
    PyObject *const *step = parts_of(given, STEP);
    Py_ssize_t number = step ? PyLong_AsSsize_t(step[END]) : -1;
    if (number < 0 || number >= PyList_GET_SIZE(batch->ends)) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_IndexError, "an end that is not there");
        return -1;
    }
    PyObject *end = Py_NewRef(PyList_GET_ITEM(batch->ends, number));
    PyObject *const *parts = parts_of(end, ENDS);
    int taken = parts ? take_with(batch, step, parts) : -1;
    Py_DECREF(end);
    return taken;
}

/* take_usual(steps, Pending, ends, opened, groups, calls, suspects): takes the frames of an iterator as long as they
   are usual, and gives the first step that is not; None at the end. Where a usual frame goes: its row, payload and
   message into the lists of the group of its class; the call that it answers, or None, to `calls`; its row to
   `suspects` if there may be advice. */
static PyObject *take_usual(PyObject *module, PyObject *args)
{
    Batch batch = {.state = PyModule_GetState(module)};
    PyObject *steps, *step;
    PyTypeObject *list = &PyList_Type;
    if (!PyArg_ParseTuple(args, "OOO!O!O!O!O!", &steps, &batch.pending, list, &batch.ends, &PyFrozenSet_Type,
                          &batch.opened, &PyDict_Type, &batch.groups, list, &batch.calls, list, &batch.suspects))
        return NULL;
    if (!PyIter_Check(steps)) { PyErr_SetString(PyExc_TypeError, "the steps are an iterator"); return NULL; }
    while ((step = PyIter_Next(steps))) {
        int taken = take_step(&batch, step);
        if (taken == 0) return step;
        Py_DECREF(step);
        if (taken < 0) return NULL;
    }
    if (PyErr_Occurred()) return NULL;
    Py_RETURN_NONE;
}

/* Payloads: those of many messages as one text ------------------------------------------------------------------- */

/* The text of one payload as it stands in a frame; it may be of any version. */
static int write_payload(Output *out, const State *state, PyObject *coders, PyObject *payload)
{
    PyObject *coder = PyObject_GetItem(coders, (PyObject *)Py_TYPE(payload));
    int written = NOT_SURE;
    if (coder && Py_TYPE(coder) == state->coder) {
        out->tables = ((Coder *)coder)->tables;
        Plan *plan = (Plan *)Py_XNewRef(plan_of(out->tables, payload));
        const Shape *shape = plan ? payload_of(plan, state) : NULL;
        if (shape) written = write_object(out, shape, payload, MOST_NESTED);
        Py_XDECREF(plan);
    }
    Py_XDECREF(coder);
    return written;
}

/* write_payloads(payloads, coders, write): the texts of a list of payloads, one behind the other, and where each ends, as
   an int32 behind a first 0. None has no text. `coders`: one for each class of them. `write`: gives the text of a payload
   as UTF-8 where this is not sure. */
static PyObject *write_payloads(PyObject *module, PyObject *args)
{
    const State *state = PyModule_GetState(module);
    PyObject *payloads, *coders, *write, *made = NULL;
    if (!PyArg_ParseTuple(args, "O!OO", &PyTuple_Type, &payloads, &coders, &write)) return NULL;
    char first[4000];
    Output out = {.at = first, .end = first + sizeof first, .start = first, .timespec = AUTO, .keeps_zones = 1};
    Py_ssize_t count = PyTuple_GET_SIZE(payloads);
    PyObject *ends = PyBytes_FromStringAndSize(NULL, (count + 1) * (Py_ssize_t)sizeof(int32_t));
    int32_t *end = ends ? (int32_t *)PyBytes_AS_STRING(ends) : NULL;
    if (end) *end = 0;
    for (Py_ssize_t row = 0; end && row < count; row++) {
        PyObject *payload = PyTuple_GET_ITEM(payloads, row), *text = NULL;
        Py_ssize_t begin = out.at - out.start;
        if (payload != Py_None && write_payload(&out, state, coders, payload) < 0) {
            out.at = out.start + begin;
            if (is_passed_on() || !(text = PyObject_CallOneArg(write, payload))) goto done;
            if (!PyBytes_CheckExact(text)) refused(PyExc_TypeError, "bytes are needed");
            else if (write_literal(&out, PyBytes_AS_STRING(text), (size_t)PyBytes_GET_SIZE(text)) < 0) PyErr_NoMemory();
            Py_DECREF(text);
            if (PyErr_Occurred()) goto done;
        }
        if (out.at - out.start > INT32_MAX) { refused(PyExc_ValueError, "more than 2 GiB of texts"); goto done; }
        *++end = (int32_t)(out.at - out.start);
    }
    if (end) made = Py_BuildValue("(y#O)", out.start, out.at - out.start, ends);
done:
    PyMem_Free(out.heap);
    Py_XDECREF(ends);
    return made;
}

static PyMethodDef functions[] = {
    {"take_usual", take_usual, METH_VARARGS, NULL}, {"write_payloads", write_payloads, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

/* Method: a method in Python that asks the native path first ------------------------------------------------------- */

typedef struct {
    OBJECT_HEAD
    PyObject *function;   /* the method */
    PyObject *attribute;  /* of the instance: what is asked; None where there is nothing to ask */
    PyObject *keyword;    /* the one keyword that the method has */
    Py_ssize_t count;     /* arguments that are asked for, behind the instance; None stands for one that is not given */
    vectorcallfunc vectorcall;
} Method;

static PyObject *Method_call(PyObject *callable, PyObject *const *args, size_t flags, PyObject *names)
{
    Method *self = (Method *)callable;
    Py_ssize_t given = PyVectorcall_NARGS(flags), named = names ? PyTuple_GET_SIZE(names) : 0;
    int is_usual = given >= 2 && given <= self->count + 1 && given + named <= 3 &&
                   (named == 0 || PyTuple_GET_ITEM(names, 0) == self->keyword); /* usually both are interned */
    PyObject *native = is_usual ? PyObject_GetAttr(args[0], self->attribute) : NULL;
    if (LIKELY(native && native != Py_None)) {
        PyObject *asked[] = {args[1], given + named > 2 ? args[2] : Py_None};
        PyObject *result = PyObject_Vectorcall(native, asked, (size_t)self->count, NULL);
        Py_DECREF(native);
        if (LIKELY(result != Py_None)) return result;
        Py_DECREF(result);
    } else {
        Py_XDECREF(native);
        if (is_passed_on()) return NULL; /* else an instance that has not been made by `__init__` */
    }
    return PyObject_Vectorcall(self->function, args, flags, names);
}

static PyObject *Method_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    Method parts = {.vectorcall = Method_call};
    if (!PyArg_ParseTuple(args, "OUUn", &parts.function, &parts.attribute, &parts.keyword, &parts.count)) return NULL;
    if (parts.count < 1 || parts.count > 2) return refused(PyExc_ValueError, "one or two arguments");
    return make(type, &parts);
}

static PyObject *Method_get(PyObject *self, PyObject *instance, PyObject *Py_UNUSED(type))
{
    return instance && instance != Py_None ? PyMethod_New(self, instance) : Py_NewRef(self);
}

/* Whoever looks at it sees the method in Python; only its class and how it is pickled are its own. */
static PyObject *Method_attribute(PyObject *self, PyObject *name)
{
    const char *text = PyUnicode_AsUTF8(name);
    if (!text) return NULL;
    if (strcmp(text, "__class__") == 0 || strncmp(text, "__reduce", 8) == 0) return PyObject_GenericGetAttr(self, name);
    return PyObject_GetAttr(((Method *)self)->function, name);
}

static PyObject *Method_repr(Method *self) { return PyObject_Repr(self->function); }

static PyObject *Method_reduce(Method *self, PyObject *Py_UNUSED(none))
{
    return PyObject_GetAttrString(self->function, "__qualname__"); /* it stands under this name */
}

static PyMethodDef Method_methods[] = {
    {"__reduce__", (PyCFunction)Method_reduce, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef Method_members[] = {
    REFERENCE(Method, function), REFERENCE(Method, attribute), REFERENCE(Method, keyword),
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Method, vectorcall), READONLY, NULL}, END_OF_MEMBERS};
static PyType_Slot Method_slots[] = {
    COMMON_SLOTS(Method), {Py_tp_call, PyVectorcall_Call}, {Py_tp_descr_get, Method_get},
    {Py_tp_getattro, Method_attribute}, {Py_tp_repr, Method_repr}, {Py_tp_methods, Method_methods}, {0, NULL}};
static PyType_Spec Method_spec = SPEC(Method, Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR);

/* The module ----------------------------------------------------------------------------------------------------- */

static int module_exec(PyObject *self)
{
    static const char *const constants[] = {
        "STRING", "URI", "BOOLEAN", "INTEGER", "NUMBER", "TENTH", "MOMENT", "ENUMERATION", "OBJECT", "ANYTHING",
        "CUSTOM", "PRINTABLE", "IDENTIFIER", "DECIMAL"};
    static const char *const names[NAMES] = {"uniqueId", "action", "at", "mark", "_size", "payload", "_expires",
                                             "_drops", "max_age", "characters", "popitem"};
    PyType_Spec *const types[] = {&Known_spec, &Shape_spec, &Plan_spec, &Tables_spec, &Coder_spec, &Method_spec};
    State *state = PyModule_GetState(self);
    PyObject **part = (PyObject **)state; /* in the same order */
    PyDateTime_IMPORT;
    if (!PyDateTimeAPI) return NOT_SURE;
    for (int i = 0; i < KINDS + ALPHABETS; i++)
        if (PyModule_AddIntConstant(self, constants[i], i < KINDS ? i : i - KINDS) < 0) return NOT_SURE;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!(*part = PyType_FromModuleAndSpec(self, types[i], NULL))) return NOT_SURE;
        if (PyModule_AddType(self, (PyTypeObject *)*part++) < 0) return NOT_SURE;
    }
    for (int i = 0; i < NAMES; i++)
        if (!(state->names[i] = PyUnicode_InternFromString(names[i]))) return NOT_SURE;
    return OK;
}

#define PARTS_OF_STATE (sizeof(State) / sizeof(PyObject *)) /* all of them are references */

static int module_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyObject **parts = PyModule_GetState(self);
    for (size_t i = 0; i < PARTS_OF_STATE; i++) Py_VISIT(parts[i]);
    return 0;
}

static int module_clear(PyObject *self)
{
    PyObject **parts = PyModule_GetState(self);
    for (size_t i = 0; i < PARTS_OF_STATE; i++) Py_CLEAR(parts[i]);
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
    PyModuleDef_HEAD_INIT, .m_name = "_speed", .m_size = sizeof(State), .m_methods = functions, .m_slots = module_slots,
    .m_traverse = module_traverse, .m_clear = module_clear};

PyMODINIT_FUNC PyInit__speed(void) { return PyModuleDef_Init(&module); }
