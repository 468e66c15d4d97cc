package io.breaker.spring.autoconfigure;

/**
 * How calls of guarded methods are seen.
 */
enum AspectMode {

	/** Proxies of Spring see them. */
	PROXY,

	/** The methods are woven by AspectJ. */
	ASPECTJ

}
