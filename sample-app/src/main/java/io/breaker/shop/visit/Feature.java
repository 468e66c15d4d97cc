package io.breaker.shop.visit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.breaker.shop.client.Answer;

/**
 * Something that the shop shows of a product.
 *
 * @param name the name in addresses
 * @param title the name for people
 * @param idea what it shows about breakers
 * @param method which method is guarded
 * @param breaker the name of its breaker, and of the service behind it
 * @param call asks for it
 */
public record Feature(String name, String title, String idea, String method, String breaker,
		Function<String, CompletionStage<Answer>> call) {

	/**
	 * Makes a stage of a call that answers at once, on the thread of the caller.
	 */
	static Function<String, CompletionStage<Answer>> plain(Function<String, Answer> call) {
		return (sku) -> CompletableFuture.completedFuture(call.apply(sku));
	}

}
