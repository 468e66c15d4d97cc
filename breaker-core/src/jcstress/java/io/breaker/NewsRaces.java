package io.breaker;

import io.breaker.Announcer.News;
import io.breaker.config.BreakerSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Races for the ears of listeners: everything is told once, in order, to those who are
 * there.
 */
public final class NewsRaces {

	private static final BreakerSettings ANY = Racers.settings((s) -> {
	});

	private NewsRaces() {
	}

	/**
	 * News that two threads bring is told in the order of its numbers. INV-35.
	 */
	@JCStressTest
	@Outcome(id = "1234", expect = Expect.ACCEPTABLE, desc = "in order, and nothing lost")
	@State
	public static class NewsOfTwoThreads {

		private final Announcer announcer = new Announcer(1);

		/**
		 * Needs no guard of its own: one thing is told at a time.
		 */
		private int told;

		private void bring(int sequence) {
			this.announcer.announce(new News(sequence, () -> this.told = this.told * 10 + sequence));
		}

		@Actor
		public void first() {
			bring(2);
			bring(3);
		}

		@Actor
		public void second() {
			bring(1);
			bring(4);
		}

		@Arbiter
		public void read(I_Result r) {
			r.r1 = this.told;
		}

	}

	/**
	 * The removal of a breaker is told after its creation, whoever comes first. INV-35.
	 */
	@JCStressTest
	@Outcome(id = "19", expect = Expect.ACCEPTABLE, desc = "created, then removed")
	@State
	public static class FirstAndLastNews {

		private final Announcer announcer = new Announcer(1);

		private int told;

		@Actor
		public void first() {
			this.announcer.announce(new News(1, () -> this.told = this.told * 10 + 1));
		}

		@Actor
		public void last() {
			this.announcer.announceLast(() -> this.told = this.told * 10 + 9);
		}

		@Arbiter
		public void read(I_Result r) {
			r.r1 = this.told;
		}

	}

	/**
	 * A listener that comes while news is told hears it or not, and all that follows; the
	 * one that was there hears everything. INV-37.
	 */
	@JCStressTest
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "came too late for the first move")
	@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "came in time")
	@State
	public static class NewsAndNewcomer {

		private final Racers racers = new Racers(ANY);

		private final Racers.Ear newcomer = new Racers.Ear();

		@Actor
		public void move() {
			this.racers.breaker.reset(Racers.TEST);
		}

		@Actor
		public void come() {
			this.racers.breaker.addListener(this.newcomer);
		}

		@Arbiter
		public void moveAgain(II_Result r) {
			this.racers.breaker.reset(Racers.TEST);
			r.r1 = this.racers.ear.heard.get();
			r.r2 = this.newcomer.heard.get();
		}

	}

	/**
	 * Two that come and one that leaves: none of it is lost. INV-37.
	 */
	@JCStressTest
	@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "one gone, two there, once each")
	@State
	public static class ComingAndGoing {

		private final Racers racers = new Racers(ANY);

		private final Racers.Ear one = new Racers.Ear();

		private final Racers.Ear other = new Racers.Ear();

		@Actor
		public void come() {
			this.racers.breaker.addListener(this.one);
			this.racers.breaker.addListener(this.other);
		}

		@Actor
		public void comeAndLeave() {
			this.racers.breaker.addListener(this.one);
			this.racers.breaker.removeListener(this.racers.ear);
		}

		@Arbiter
		public void move(III_Result r) {
			this.racers.breaker.reset(Racers.TEST);
			r.r1 = this.racers.ear.heard.get();
			r.r2 = this.one.heard.get();
			r.r3 = this.other.heard.get();
		}

	}

}
