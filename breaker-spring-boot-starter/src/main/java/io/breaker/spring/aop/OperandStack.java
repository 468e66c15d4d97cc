package io.breaker.spring.aop;

import java.util.BitSet;

import org.springframework.asm.Opcodes;

/**
 * The operand stack of a method while its instructions are read one after the other:
 * which of its places certainly hold {@code this}. A place is one word; a long or a
 * double takes two.
 */
final class OperandStack {

	private final BitSet self;

	private int height;

	OperandStack() {
		this(new BitSet(), 0);
	}

	private OperandStack(BitSet self, int height) {
		this.self = self;
		this.height = height;
	}

	/**
	 * Returns the stack at the beginning of a handler: the exception and nothing else.
	 */
	static OperandStack ofHandler() {
		return new OperandStack(new BitSet(), 1);
	}

	int height() {
		return this.height;
	}

	OperandStack copy() {
		return new OperandStack((BitSet) this.self.clone(), this.height);
	}

	/**
	 * Goes on where two ways meet: certain is only what is so on both.
	 */
	void meet(OperandStack other) {
		if (other.height == this.height) {
			this.self.and(other.self);
		}
		else {
			this.self.clear();
		}
	}

	/**
	 * Tells whether a place holds {@code this}.
	 * @param depth how many words from the top, 1 for the top itself
	 */
	boolean isSelf(int depth) {
		return depth <= this.height && this.self.get(this.height - depth);
	}

	void pushSelf() {
		this.self.set(this.height++);
	}

	/**
	 * Takes words off the top and puts unknown ones there.
	 */
	void change(int popped, int pushed) {
		this.height = Math.max(0, this.height - popped);
		this.self.clear(this.height, Math.max(this.height, this.self.length()));
		this.height += pushed;
	}

	private void change(int wide, int popped, int pushed) {
		int words = (wide % 2 == 0) ? 1 : 2;
		change(popped * words, pushed * words);
	}

	/**
	 * Puts the topmost words a second time below those that follow them.
	 */
	private void duplicate(int words, int below) {
		BitSet top = this.self.get(Math.max(0, this.height - words - below), this.height);
		change(words + below, 0);
		place(top, below, words);
		place(top, 0, below);
		place(top, below, words);
	}

	private void place(BitSet top, int from, int count) {
		for (int i = from; i < from + count; i++) {
			this.self.set(this.height++, top.get(i));
		}
	}

	private void swap() {
		boolean first = isSelf(1);
		boolean second = isSelf(2);
		change(2, 0);
		this.self.set(this.height++, first);
		this.self.set(this.height++, second);
	}

	/**
	 * Follows an instruction without operands. Those for int, long, float and double
	 * stand in this order, so every second one is about two words.
	 */
	void follow(int opcode) {
		switch (opcode) {
			case Opcodes.NOP, Opcodes.RETURN -> change(0, 0);
			case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> change(0, 2);
			case Opcodes.LALOAD, Opcodes.DALOAD -> change(2, 2);
			case Opcodes.IALOAD, Opcodes.FALOAD, Opcodes.AALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD ->
				change(2, 1);
			case Opcodes.LASTORE, Opcodes.DASTORE -> change(4, 0);
			case Opcodes.IASTORE, Opcodes.FASTORE, Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE ->
				change(3, 0);
			case Opcodes.POP, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> change(1, 0);
			case Opcodes.POP2 -> change(2, 0);
			case Opcodes.DUP -> duplicate(1, 0);
			case Opcodes.DUP_X1 -> duplicate(1, 1);
			case Opcodes.DUP_X2 -> duplicate(1, 2);
			case Opcodes.DUP2 -> duplicate(2, 0);
			case Opcodes.DUP2_X1 -> duplicate(2, 1);
			case Opcodes.DUP2_X2 -> duplicate(2, 2);
			case Opcodes.SWAP -> swap();
			case Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR -> change(3, 2);
			case Opcodes.ISHL, Opcodes.ISHR, Opcodes.IUSHR -> change(2, 1);
			case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> change(1, 2);
			case Opcodes.L2I, Opcodes.L2F, Opcodes.D2I, Opcodes.D2F -> change(2, 1);
			case Opcodes.L2D, Opcodes.D2L -> change(2, 2);
			case Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG -> change(4, 1);
			case Opcodes.FCMPL, Opcodes.FCMPG -> change(2, 1);
			default -> followRange(opcode);
		}
	}

	private void followRange(int opcode) {
		if (opcode <= Opcodes.DCONST_1) {
			change(0, 1);
		}
		else if (opcode >= Opcodes.IADD && opcode <= Opcodes.DREM) {
			change(opcode - Opcodes.IADD, 2, 1);
		}
		else if (opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG) {
			change(opcode - Opcodes.INEG, 1, 1);
		}
		else if (opcode >= Opcodes.IAND && opcode <= Opcodes.LXOR) {
			change(opcode - Opcodes.IAND, 2, 1);
		}
		else {
			change(1, 1);
		}
	}

}
