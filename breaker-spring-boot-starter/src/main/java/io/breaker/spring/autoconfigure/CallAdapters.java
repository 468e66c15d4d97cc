package io.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.FutureCallAdapter;
import io.breaker.spring.aop.PlainCallAdapter;
import io.breaker.spring.aop.StageCallAdapter;

/**
 * The adapters for all return types that can occur: those of the JDK, and between them
 * those that rooms and applications add. The first that supports a method guards it.
 */
final class CallAdapters {

	private CallAdapters() {
	}

	static List<CallAdapter> with(Stream<CallAdapter> others) {
		List<CallAdapter> adapters = new ArrayList<>(List.of(new StageCallAdapter()));
		others.forEach(adapters::add);
		adapters.add(new FutureCallAdapter());
		adapters.add(new PlainCallAdapter());
		return adapters;
	}

}
