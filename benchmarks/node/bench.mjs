// Reads frames and defects as JSON on stdin, finds out what each peer does not refuse, times it, prints JSON.
// The same method as in timing.py: the least of interleaved repeats.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { seconds, cases, defective, edits } = JSON.parse(readFileSync(0, "utf8"));
const packageOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url)));

const fail = (problem) => {
  throw new Error(problem);
};
const checkedBy = (check) => ({
  read(frame, about) {
    const data = JSON.parse(frame);
    check(data, about);
    return data;
  },
  write(data, about) {
    check(data, about);
    return JSON.stringify(data);
  },
});

async function typedOcpp() {
  const package_ = await import("typed-ocpp");
  const versions = { "ocpp1.6": package_.OCPP16, "ocpp2.0.1": package_.OCPP20 };
  return checkedBy((data, { protocol, call }) => {
    const version = versions[protocol];
    if (!version.validate(data)) fail("invalid");
    // A result is checked against the call that it answers.
    if (call && !version.checkCallResult(data, call)) fail("invalid");
  });
}

function ocppRpc() {
  const validators = Object.fromEntries(
    require("ocpp-rpc/lib/standard-validators.js").map((each) => [each.subprotocol, each]),
  );
  return checkedBy((data, { protocol, action, call }) => {
    if (call) validators[protocol].validate(`urn:${action}.conf`, data[2]);
    else validators[protocol].validate(`urn:${data[2]}.req`, data[3]);
  });
}

function refuses(action) {
  try {
    action();
  } catch {
    return true;
  }
  return false;
}

function put(target, pointer, value) {
  const path = pointer.slice(1).split("/");
  const last = path.pop();
  for (const key of path) target = target[key];
  target[last] = value;
}

function least(calls) {
  const numbers = {};
  const best = {};
  for (const [name, call] of Object.entries(calls)) {
    // The compiler needs many calls before it makes the best of them.
    const warm = performance.now() + 100;
    let number = 0;
    for (; performance.now() < warm; number++) call();
    numbers[name] = Math.max(1, Math.round(number / 25));
    best[name] = Infinity;
  }
  const end = performance.now() + seconds * 1000 * Object.keys(calls).length;
  for (let round = 0; round < 5 || performance.now() < end; round++) {
    for (const [name, call] of Object.entries(calls)) {
      const start = performance.now();
      for (let turn = 0; turn < numbers[name]; turn++) call();
      best[name] = Math.min(best[name], ((performance.now() - start) / numbers[name]) * 1000);
    }
  }
  return best;
}

const peers = {
  "JSON (Node.js)": { version: process.version, use: checkedBy(() => {}) },
  "typed-ocpp": { version: packageOf("typed-ocpp").version, use: await typedOcpp() },
  "ocpp-rpc": { version: packageOf("ocpp-rpc").version, use: ocppRpc(), payload_only: true },
};
const byKey = Object.fromEntries(cases.map((each) => [each.key, each]));

for (const peer of Object.values(peers)) {
  const { read, write } = peer.use;
  Object.assign(peer, { decode: {}, encode: {}, unable: {}, misses: [], misses_sent: [] });
  for (const about of cases) {
    try {
      const data = read(about.frame, about);
      if (write(data, about) !== JSON.stringify(JSON.parse(about.frame))) fail("writes another message than it has read");
    } catch (problem) {
      peer.unable[about.key] = String(problem).split("\n")[0].slice(0, 120);
    }
  }
  for (const { defect, key, frame, in_envelope } of defective) {
    if (key in peer.unable || (in_envelope && peer.payload_only)) continue;
    if (!refuses(() => read(frame, byKey[key]))) peer.misses.push(defect);
  }
  for (const { defect, key, pointer, value } of edits) {
    if (key in peer.unable) continue;
    const data = JSON.parse(byKey[key].frame);
    put(data.at(-1), pointer, value);
    if (!refuses(() => write(data, byKey[key]))) peer.misses_sent.push(defect);
  }
}

for (const about of cases) {
  const able = Object.entries(peers).filter(([, peer]) => !(about.key in peer.unable));
  const data = JSON.parse(about.frame);
  const reads = least(Object.fromEntries(able.map(([name, { use }]) => [name, () => use.read(about.frame, about)])));
  const writes = least(Object.fromEntries(able.map(([name, { use }]) => [name, () => use.write(data, about)])));
  for (const [name, peer] of able) {
    peer.decode[about.key] = reads[name];
    peer.encode[about.key] = writes[name];
  }
}

console.log(JSON.stringify(peers));
