package io.breaker.spring.events;

import java.util.Map;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.Incident;
import io.breaker.event.IncidentEnded;
import io.breaker.event.ModeChanged;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;

/**
 * Writes one line to the log for each move, each change of mode or settings, and each
 * incident that is over. An opening is a warning, the rest is information. Calls leave no
 * line. Messages of exceptions are not written: they may hold secrets.
 *
 * @since 0.1.0
 */
public final class BreakerLog implements BreakerListener {

	private static final Logger LOGGER = LoggerFactory.getLogger(BreakerLog.class);

	/**
	 * Creates the log, which writes to the logger of this class.
	 */
	public BreakerLog() {
	}

	@Override
	public void onEvent(BreakerEvent event) {
		if (event instanceof StateChanged moved) {
			log(moved);
		}
		else if (event instanceof ModeChanged changed) {
			log(changed);
		}
		else if (event instanceof SettingsChanged changed) {
			log(changed);
		}
		else if (event instanceof IncidentEnded ended) {
			log(ended.incident());
		}
	}

	private void log(StateChanged moved) {
		boolean opened = moved.to() == BreakerState.OPEN;
		boolean reset = moved.evidence().trigger() == Trigger.RESET;
		LogLine line = new LogLine(opened ? Level.WARN : Level.INFO, moved.breaker(), reset ? "reset" : "state");
		line.say(reset ? "was reset from " : "went from ").say(moved.from() + " to " + moved.to());
		line.with("from", moved.from()).with("to", moved.to()).with("trigger", moved.evidence().trigger());
		if (moved.openFor() != null) {
			line.say(" for " + LogText.seconds(moved.openFor())).with("open_for", LogText.inSeconds(moved.openFor()));
		}
		if (moved.intervention() == null) {
			line.say(": " + moved.evidence().describe()).with("reason", moved.evidence().describe());
		}
		if (opened && moved.lastFailure() != null) {
			line.say(", last: " + moved.lastFailure()).with("last_failure", moved.lastFailure());
		}
		line.by(moved.intervention()).writeTo(LOGGER);
	}

	private void log(ModeChanged changed) {
		LogLine line = new LogLine(Level.INFO, changed.breaker(), "mode");
		line.say("went from mode " + changed.from() + " to " + changed.to());
		line.with("mode_before", changed.from()).with("mode", changed.to());
		if (changed.until() != null) {
			line.say(" until " + changed.until()).with("until", changed.until());
		}
		if (changed.intervention() == null) {
			line.say(": the override expired").with("reason", "the override expired");
		}
		line.by(changed.intervention()).writeTo(LOGGER);
	}

	private void log(SettingsChanged changed) {
		String changes = String.join(", ", changed.changes());
		new LogLine(Level.INFO, changed.breaker(), "settings").say("has new settings, ")
			.say(changes)
			.say(",")
			.with("changes", changes)
			.by(changed.intervention())
			.writeTo(LOGGER);
	}

	private void log(Incident incident) {
		LogLine line = new LogLine(Level.INFO, incident.breaker(), "incident");
		line.say("is closed again after " + LogText.seconds(incident.duration()))
			.say(": opened by " + incident.openedBy().describe())
			.say(causes(incident))
			.say("; " + count(incident.openings(), "opening") + ", " + count(incident.rejected(), "call")
					+ " rejected, " + count(incident.fallbacks(), "answer") + " from fallbacks, "
					+ count(incident.trialsSucceeded() + incident.trialsFailed(), "trial") + " of which "
					+ incident.trialsFailed() + " failed");
		line.with("duration", LogText.inSeconds(incident.duration()))
			.with("opened_by", incident.openedBy().describe())
			.with("ended_by", incident.endedBy())
			.with("openings", incident.openings())
			.with("rejected", incident.rejected())
			.with("fallbacks", incident.fallbacks())
			.with("trials_succeeded", incident.trialsSucceeded())
			.with("trials_failed", incident.trialsFailed())
			.writeTo(LOGGER);
	}

	private static String causes(Incident incident) {
		if (incident.causes().isEmpty()) {
			return "";
		}
		return incident.causes()
			.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.map((cause) -> cause.getValue() + " " + cause.getKey())
			.collect(Collectors.joining(", ", " (", ")"));
	}

	private static String count(long number, String what) {
		return number + " " + what + ((number != 1) ? "s" : "");
	}

}
