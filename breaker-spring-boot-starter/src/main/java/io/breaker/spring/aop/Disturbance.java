package io.breaker.spring.aop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * What keeps one call from going through as usual.
 *
 * @param until completes when the call may go on
 * @param failure what the call ends with then, {@code null} for going on
 * @since 0.1.0
 */
public record Disturbance(CompletableFuture<?> until, @Nullable Throwable failure) {

	/**
	 * Waits until the call may go on.
	 * @throws Throwable what the call ends with
	 */
	void pass() throws Throwable {
		try {
			this.until.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ex;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("what a call waits for must not fail but did", ex);
		}
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
