package io.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;

import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.FutureCallAdapter;
import io.breaker.spring.aop.PlainCallAdapter;
import io.breaker.spring.aop.StageCallAdapter;

/**
 * The adapters for all return types that can occur: those of the JDK, and between them
 * those of applications, which are beans, and those of rooms, which are listed in
 * {@code META-INF/spring.factories}. The first that supports a method guards it.
 */
final class CallAdapters {

	/*
	 * The adapters of rooms are no beans, because then one who imports only
	 * BreakerAutoConfiguration, as tests do, would have none. One whose technology is not
	 * on the class path cannot be made, and is left out.
	 */

	private CallAdapters() {
	}

	static List<CallAdapter> with(Stream<CallAdapter> beans) {
		List<CallAdapter> adapters = new ArrayList<>(List.of(new StageCallAdapter()));
		beans.forEach(adapters::add);
		adapters.addAll(ofRooms());
		adapters.add(new FutureCallAdapter());
		adapters.add(new PlainCallAdapter());
		return adapters;
	}

	private static List<CallAdapter> ofRooms() {
		return SpringFactoriesLoader.forDefaultResourceLocation(CallAdapters.class.getClassLoader())
			.load(CallAdapter.class, FailureHandler.logging(LogFactory.getLog(CallAdapters.class)));
	}

}
