package io.breaker.spring.events;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;

import io.breaker.BreakerRegistry;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;

/**
 * Publishes what happens to breakers as events of the application, so that a bean can
 * listen to what it wants to hear:
 *
 * <pre class="code">
 * &#064;EventListener
 * void moved(StateChanged event) { … }      // or any other event, or BreakerEvent for all
 * </pre>
 *
 * A listener runs on the thread that brought the news about, after the fact and outside
 * every lock. What it throws reaches no caller. When the application ends, nothing is
 * published any more.
 *
 * @since 0.1.0
 */
public final class BreakerEventPublisher implements DisposableBean {

	private final BreakerRegistry breakers;

	private final BreakerListener listener;

	/**
	 * Creates the publisher, which publishes from now on.
	 * @param breakers the breakers
	 * @param publisher where events go
	 */
	public BreakerEventPublisher(BreakerRegistry breakers, ApplicationEventPublisher publisher) {
		this.breakers = breakers;
		this.listener = new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				publisher.publishEvent(event);
			}
		};
		breakers.addListener(this.listener);
	}

	@Override
	public void destroy() {
		this.breakers.removeListener(this.listener);
	}

}
