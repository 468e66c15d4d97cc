package io.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.ClassUtils;

import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.FutureCallAdapter;
import io.breaker.spring.aop.PlainCallAdapter;
import io.breaker.spring.aop.StageCallAdapter;
import io.breaker.spring.reactor.ReactiveCallAdapter;

/**
 * The adapters for the return types that can occur with what is on the class path. They
 * are no beans, because they are needed while the first beans are made.
 */
final class CallAdapters {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			CallAdapters.class.getClassLoader());

	private CallAdapters() {
	}

	static List<CallAdapter> present() {
		List<CallAdapter> adapters = new ArrayList<>(List.of(new StageCallAdapter()));
		if (REACTOR) {
			adapters.add(Reactive.adapter());
		}
		adapters.add(new FutureCallAdapter());
		adapters.add(new PlainCallAdapter());
		return adapters;
	}

	/**
	 * Loaded only where Reactor is there.
	 */
	private static final class Reactive {

		static CallAdapter adapter() {
			return new ReactiveCallAdapter();
		}

	}

}
