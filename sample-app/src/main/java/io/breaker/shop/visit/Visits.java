package io.breaker.shop.visit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.breaker.event.BreakerState;
import io.breaker.shop.client.Answer;

/**
 * The visits to one feature: how many customers wait, what the last one got, and how the
 * last minute went.
 */
final class Visits {

	private final AtomicInteger waiting = new AtomicInteger();

	private final Minute minute = new Minute();

	private volatile @Nullable Visit last;

	CompletionStage<Answer> visit(Feature feature, String sku) {
		long began = System.nanoTime();
		this.waiting.incrementAndGet();
		return start(feature, sku).whenComplete((answer, failure) -> {
			this.waiting.decrementAndGet();
			Served served = Served.by(answer, failure);
			this.minute.count(served);
			String text = (answer != null) ? answer.text() : Complaint.about(failure);
			this.last = new Visit(sku, served, text, (System.nanoTime() - began) / 1e6);
		});
	}

	private static CompletionStage<Answer> start(Feature feature, String sku) {
		try {
			return feature.call().apply(sku);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	int waiting() {
		return this.waiting.get();
	}

	@Nullable Visit last() {
		return this.last;
	}

	Minute minute() {
		return this.minute;
	}

	void tick(BreakerState state) {
		this.minute.tick(state);
	}

}
