package io.breaker.shop.visit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.Incident;
import io.breaker.event.IncidentEnded;
import io.breaker.event.StateChanged;

/**
 * What happened lately, to be read on the page: what breakers did, and what people did.
 * Every bean that is a {@link BreakerListener} hears all breakers.
 */
@Component
public class Story implements BreakerListener {

	private static final Log LOGGER = LogFactory.getLog(Story.class);

	private static final int LONGEST = 40;

	private final Deque<News> news = new ArrayDeque<>();

	@Override
	public void onEvent(BreakerEvent event) {
		if (event instanceof StateChanged moved) {
			String last = (moved.lastFailure() != null && moved.to() == BreakerState.OPEN)
					? ", last: " + ClassUtils.getShortName(moved.lastFailure()) : "";
			add(new News(moved.at(), moved.breaker(), moved.to(), moved.evidence().describe() + last));
		}
		else if (event instanceof IncidentEnded ended) {
			add(new News(ended.at(), ended.breaker(), null, describe(ended.incident())));
		}
	}

	private static String describe(Incident incident) {
		return String.format(Locale.ROOT, "over after %.1f s, %d calls were rejected, %d answers came from fallbacks",
				incident.duration().toMillis() / 1e3, incident.rejected(), incident.fallbacks());
	}

	/**
	 * Tells what somebody did.
	 * @param who who did it, or to whom it was done
	 * @param what what was done
	 */
	public void tell(String who, String what) {
		LOGGER.info(who + " " + what);
		add(new News(Instant.now(), who, null, what));
	}

	private synchronized void add(News latest) {
		this.news.addFirst(latest);
		if (this.news.size() > LONGEST) {
			this.news.removeLast();
		}
	}

	/**
	 * Returns the story.
	 * @return the news, the newest first
	 */
	public synchronized List<News> news() {
		return List.copyOf(this.news);
	}

	/**
	 * Something that happened.
	 *
	 * @param at when
	 * @param who to whom: a breaker, a service, or the customers
	 * @param to the state a breaker moved into, {@code null} if it is no such news
	 * @param what what happened
	 */
	public record News(Instant at, String who, @Nullable BreakerState to, String what) {
	}

}
