// The data of the page: what Python has packed, inflated and with one object a message.

/**
 * A finding of one message.
 * @typedef {{rule: string, severity: "error" | "tolerated" | "advice", path: string, code: string, message: string}} Finding
 */

/**
 * Something that went wrong without breaking the protocol.
 * @typedef {{kind: string, text: string}} Observation
 */

/**
 * A message of the conversation.
 * @typedef {object} Message
 * @property {number} index its place in the list of messages
 * @property {string} key what the address calls it: its line, perhaps with its file
 * @property {string} file
 * @property {number} line
 * @property {number | null} time milliseconds since 1970
 * @property {number} zone minutes east of UTC in which the log shows its times
 * @property {string | null} station
 * @property {0 | 1 | 2} side 0: the station has sent it, 1: the CSMS, 2: nobody knows
 * @property {number} kind the message type: 2 to 6, or 0 if it cannot be read
 * @property {string | null} action
 * @property {string | null} id
 * @property {number} call the index of the call that it answers, or -1
 * @property {number} answer the index of its answer, or -1
 * @property {number | null} waited seconds since its call
 * @property {number} connection
 * @property {number} session the index of the charging session that it belongs to, or -1
 * @property {number} skipped how many messages directly before it are not in the page
 * @property {Finding[]} findings
 * @property {number} omitted how many findings are not kept
 * @property {number[]} observed the observations that name it
 * @property {string | null} reply the reply that it deserves
 * @property {string} frame
 * @property {number} cut how many characters the frame had, if it is cut; else 0
 */

/**
 * Values of a charging session.
 * @typedef {{measurand: string, phase: string | null, location: string, unit: string, times: number[], values: number[]}} Series
 */

/**
 * A charging session with its values.
 * @typedef {{transaction: string | null, isTransaction: boolean, connector: string, station: number, series: Series[]}} Session
 */

/**
 * @typedef {object} Log
 * @property {Message[]} messages
 * @property {Observation[]} observations
 * @property {Session[]} sessions
 * @property {(string | null)[]} stations
 * @property {number} total how many messages the log has
 * @property {number} skippedAtEnd how many of them are after the last one of the page
 */

/**
 * Columns as Python writes them; see `_packing.py`.
 * @typedef {object} Columns
 * @property {number[]} file
 * @property {number[]} line
 * @property {number[]} nth
 * @property {(number | null)[]} time
 * @property {[number, number][]} zone
 * @property {number[]} station
 * @property {(0 | 1 | 2)[]} side
 * @property {number[]} kind
 * @property {number[]} action
 * @property {(string | null)[]} id
 * @property {number[]} call
 * @property {(number | null)[]} waited
 * @property {number[]} connection
 * @property {number[]} session
 * @property {Record<string, number>} skipped
 * @property {Record<string, [number, Finding["severity"], string, string, string][]>} findings
 * @property {Record<string, number>} omitted
 * @property {Record<string, number[]>} observed
 * @property {Record<string, string>} reply
 * @property {Record<string, number>} cut
 * @property {string[]} frame
 */

/**
 * @typedef {object} Packed
 * @property {string[]} files
 * @property {(string | null)[]} stations
 * @property {string[]} actions
 * @property {string[]} rules
 * @property {[string, string][]} observations
 * @property {number} total
 * @property {Columns} messages
 * @property {Session[]} sessions
 */

/**
 * The log that the page was made of.
 * @returns {Promise<Log>}
 */
export async function readLog() {
  const text = document.getElementById("packed")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  /** @type {Packed} */
  const packed = await new Response(inflated).json();
  const { observations, sessions, stations, total } = packed;
  return {
    messages: messagesOf(packed),
    observations: observations.map(([kind, said]) => ({ kind, text: said })),
    sessions,
    stations,
    total,
    skippedAtEnd: packed.messages.skipped[packed.messages.line.length] ?? 0,
  };
}

/**
 * @param {Packed} packed
 * @returns {Message[]}
 */
function messagesOf({ files, stations, actions, rules, messages: columns }) {
  const zones = [...columns.zone];
  let zone = 0;
  const messages = columns.line.map((line, index) => {
    if (zones[0]?.[0] === index) zone = zones.shift()?.[1] ?? zone;
    const file = files[columns.file[index]];
    const nth = columns.nth[index];
    const place = files.length > 1 ? `${file}:${line}` : `${line}`;
    return {
      index,
      key: nth ? `${place}.${nth + 1}` : place,
      file,
      line,
      time: columns.time[index],
      zone,
      station: stations[columns.station[index]],
      side: columns.side[index],
      kind: columns.kind[index],
      action: actions[columns.action[index]] ?? null,
      id: columns.id[index],
      call: columns.call[index],
      answer: -1,
      waited: columns.waited[index],
      connection: columns.connection[index],
      session: columns.session[index],
      skipped: columns.skipped[index] ?? 0,
      findings: (columns.findings[index] ?? []).map(([rule, severity, path, code, message]) => {
        return { rule: rules[rule], severity, path, code, message };
      }),
      omitted: columns.omitted[index] ?? 0,
      observed: columns.observed[index] ?? [],
      reply: columns.reply[index] ?? null,
      frame: columns.frame[index],
      cut: columns.cut[index] ?? 0,
    };
  });
  for (const { index, call } of messages) if (call >= 0) messages[call].answer = index;
  return messages;
}
