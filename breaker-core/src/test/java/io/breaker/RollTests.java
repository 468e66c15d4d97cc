package io.breaker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the breakers is kept while it holds, and not a moment longer.
 */
class RollTests {

	private final Breaker first = BreakerRegistry.create().breaker("a");

	private final Breaker second = BreakerRegistry.create().breaker("b");

	private final List<Breaker> present = new CopyOnWriteArrayList<>(List.of(this.second));

	private final Roll roll = new Roll();

	private List<Breaker> read() {
		return this.roll.read(this.present::stream);
	}

	@Test
	void isSortedOnceWhileNothingChanges() {
		this.present.add(this.first);

		List<Breaker> sorted = read();

		assertThat(sorted).containsExactly(this.first, this.second);
		assertThat(read()).isSameAs(sorted);
	}

	@Test
	void showsEveryChangeThatHasEnded() {
		read();

		this.roll.change(() -> this.present.add(this.first));

		assertThat(read()).containsExactly(this.first, this.second);
	}

	@Test
	void showsWhatAlreadyHappenedOfAChangeThatGoesOn() {
		read();

		this.roll.change(() -> {
			this.present.add(this.first);
			assertThat(read()).containsExactly(this.first, this.second);
			return this.present.remove(this.second);
		});

		assertThat(read()).containsExactly(this.first);
	}

	@Test
	void isNotKeptWhereAChangeCameWhileItWasRead() {
		List<Breaker> stale = this.roll.read(() -> {
			Stream<Breaker> before = List.copyOf(this.present).stream();
			this.roll.change(() -> this.present.add(this.first));
			return before;
		});

		assertThat(stale).containsExactly(this.second);
		assertThat(read()).containsExactly(this.first, this.second);
	}

}
