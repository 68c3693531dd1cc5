namespace DeepQ.Learning;

/// <summary>A batch of transitions in flat arrays, made once and filled again and again.</summary>
public sealed class TransitionBatch
{
    /// <summary>Makes room for a batch.</summary>
    /// <param name="size">The number of transitions B.</param>
    /// <param name="observationSize">The number of values n of an observation.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is not positive.</exception>
    public TransitionBatch(int size, int observationSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observationSize);
        Size = size;
        ObservationSize = observationSize;
        States = new float[checked(size * observationSize)];
        NextStates = new float[States.Length];
        Actions = new int[size];
        Rewards = new float[size];
        Discounts = new float[size];
    }

    /// <summary>The number of transitions B.</summary>
    public int Size { get; }

    /// <summary>The number of values n of an observation.</summary>
    public int ObservationSize { get; }

    /// <summary>The states s: B × n values, row-major.</summary>
    public float[] States { get; }

    /// <summary>The actions a: B values.</summary>
    public int[] Actions { get; }

    /// <summary>The rewards r: B values; with n-step returns the discounted sum of the rewards on the way.</summary>
    public float[] Rewards { get; }

    /// <summary>The successors s': B × n values, row-major; with n-step returns the state where the return bootstraps.</summary>
    public float[] NextStates { get; }

    /// <summary>
    /// What the value of the successor counts: B values. γ to the power of the steps on the way, and zero where the
    /// successor is terminal.
    /// </summary>
    public float[] Discounts { get; }
}
