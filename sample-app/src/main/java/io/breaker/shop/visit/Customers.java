package io.breaker.shop.visit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import io.breaker.shop.input.Input;

/**
 * Sends customers into the shop: so many a second to each feature, and for a while only.
 * Where {@value #PATIENCE} of them wait at a feature already, nobody joins them.
 */
@Component
public class Customers implements DisposableBean {

	private static final int PATIENCE = 20;

	private static final List<String> KEYS = List.of("rate", "for");

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons("clock-"));

	private final ExecutorService people = Executors.newCachedThreadPool(daemons("customer-"));

	private final Map<String, Semaphore> room = new ConcurrentHashMap<>();

	private final Shop shop;

	private final Story story;

	private @Nullable Crowd crowd;

	private @Nullable ScheduledFuture<?> rounds;

	Customers(Shop shop, Story story) {
		this.shop = shop;
		this.story = story;
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Lets customers in. Those of before go home.
	 * @param text what was typed: {@code rate} for each feature and second, and
	 * {@code for}
	 * @return how many come
	 */
	public synchronized Load come(Map<String, String> text) {
		Input input = new Input(text, KEYS);
		int rate = input.number("rate", 1, 50, 10);
		Duration lasts = input.duration("for", Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(3));
		leave();
		Crowd coming = new Crowd(rate, lasts);
		this.crowd = coming;
		this.rounds = this.clock.scheduleAtFixedRate(() -> round(coming), 0, TimeUnit.SECONDS.toNanos(1) / rate,
				TimeUnit.NANOSECONDS);
		this.story.tell("customers", "%d a second look at each feature, for %d s".formatted(rate, lasts.toSeconds()));
		return coming.load();
	}

	/**
	 * Sends all customers home.
	 * @return how many there were
	 */
	public synchronized Load leave() {
		Crowd leaving = this.crowd;
		ScheduledFuture<?> task = this.rounds;
		if (leaving == null || task == null) {
			return Load.NONE;
		}
		task.cancel(false);
		this.crowd = null;
		this.rounds = null;
		this.story.tell("customers", "have gone home after %d visits".formatted(leaving.visits()));
		return new Load(0, 0, leaving.visits());
	}

	/**
	 * Tells how many customers there are.
	 * @return the load
	 */
	public synchronized Load look() {
		return (this.crowd != null) ? this.crowd.load() : Load.NONE;
	}

	private synchronized void round(Crowd coming) {
		if (coming != this.crowd) {
			return;
		}
		if (coming.isOver()) {
			leave();
		}
		else if (coming.isDue()) {
			String product = coming.nextProduct();
			coming.count(this.shop.features().stream().mapToInt((feature) -> send(product, feature.name())).sum());
		}
	}

	private int send(String product, String feature) {
		Semaphore place = this.room.computeIfAbsent(feature, (name) -> new Semaphore(PATIENCE));
		if (!place.tryAcquire()) {
			return 0;
		}
		this.people.execute(() -> this.shop.visit(product, feature).whenComplete((answer, failure) -> place.release()));
		return 1;
	}

	/**
	 * Lets one customer look at each product and feature, one after the other, so that a
	 * last known value is known for each.
	 */
	public void first() {
		for (String product : Shop.PRODUCTS) {
			this.shop.features()
				.forEach((feature) -> this.shop.visit(product, feature.name())
					.handle((answer, failure) -> product)
					.toCompletableFuture()
					.join());
		}
	}

	@Override
	public void destroy() {
		this.clock.shutdownNow();
		this.people.shutdownNow();
	}

}
