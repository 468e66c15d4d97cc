package io.breaker.spring.aspectj.woven;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;
import reactor.core.publisher.Mono;

/**
 * Has guarded methods that no proxy can see.
 */
public class Inventory {

	/** How often a body ran. */
	public final AtomicInteger ran = new AtomicInteger();

	/**
	 * Calls a guarded method of its own.
	 */
	public String report() {
		return stock("a") + this.hidden() + closed() + counted();
	}

	/**
	 * Calls a guarded method of its own from a lambda.
	 */
	public Supplier<String> later() {
		return () -> stock("b");
	}

	@CircuitBreaker("stock")
	public String stock(String sku) {
		this.ran.incrementAndGet();
		return sku;
	}

	@CircuitBreaker("hidden")
	private String hidden() {
		return "hidden";
	}

	@CircuitBreaker("closed")
	public final String closed() {
		return "closed";
	}

	@CircuitBreaker(name = "counted", fallback = "uncounted")
	public static String counted() {
		return "counted";
	}

	private static String uncounted() {
		return "uncounted";
	}

	@CircuitBreaker(name = "failing", fallback = "answer")
	private String failing(String sku) {
		throw new IllegalStateException(sku);
	}

	private String answer(String sku, IllegalStateException failure) {
		return "answer for " + sku;
	}

	private String answer(CallRejectedException rejected) {
		return "rejected";
	}

	/**
	 * Calls a private method that fails.
	 */
	public String failed() {
		return failing("c");
	}

	@CircuitBreaker("mono")
	public Mono<String> mono() {
		this.ran.incrementAndGet();
		return Mono.just("mono");
	}

	@CircuitBreaker("future")
	public CompletableFuture<String> future() {
		this.ran.incrementAndGet();
		return CompletableFuture.completedFuture("future");
	}

}
