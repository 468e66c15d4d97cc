/**
 * A circuit breaker for plain Java, without any runtime dependency.
 */
module io.breaker {

	requires static org.jspecify;

	exports io.breaker;
	exports io.breaker.config;
	exports io.breaker.event;

}
