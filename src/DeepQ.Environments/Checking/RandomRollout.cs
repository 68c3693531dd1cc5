namespace DeepQ.Environments.Checking;

/// <summary>Plays an environment with random legal actions and checks what each call returns.</summary>
internal sealed class RandomRollout(IEnvironment environment, CheckReport findings)
{
    // A NaN that no computation produces: a position that still has it was not written.
    private static readonly float Untouched = BitConverter.UInt32BitsToSingle(0x7FDEADBE);

    private readonly int _size = environment.ObservationSpace.Size;
    private Xoshiro256 _policy = new(0);

    /// <summary>The environment's generator.</summary>
    public Xoshiro256 Random { get; private set; } = new(0);

    /// <summary>Starts an episode with new generators.</summary>
    public RecordedStep Start(ulong seed)
    {
        Random = new(seed);
        _policy = Random.Fork();
        return Reset();
    }

    /// <summary>Plays a number of steps from a new start, through as many episodes as they take.</summary>
    public List<RecordedStep> Play(ulong seed, int steps)
    {
        List<RecordedStep> moments = [Start(seed)];
        for (int step = 1; step <= steps; step++)
        {
            RecordedStep moment = Step(ChooseAction(), $"step {step}");
            moments.Add(moment);
            if (!moment.Result.Done)
                continue;
            if (!Throws<InvalidOperationException>(action: 0))
            {
                findings.Add("Step after the end of an episode did not throw InvalidOperationException, so a caller "
                    + "that forgets Reset continues with a finished episode.");
            }

            Reset();
        }

        return moments;
    }

    /// <summary>Starts an episode and keeps the generators as they are.</summary>
    public RecordedStep Reset()
    {
        float[] observation = NewBuffer();
        Guard("Reset", () => environment.Reset(Random, observation));
        CheckObservation(observation, "Reset");
        return new(observation, default);
    }

    /// <summary>Takes a step.</summary>
    public RecordedStep Step(int action, string when)
    {
        float[] observation = NewBuffer();
        StepResult result = default;
        Guard($"Step({action}), {when},", () => result = environment.Step(action, Random, observation));
        CheckObservation(observation, $"Step({action}), {when},");
        if (!double.IsFinite(result.Reward))
            findings.Add($"Step({action}), {when}, returned the reward {result.Reward}; it must be finite.", "reward");
        return new(observation, result);
    }

    /// <summary>Draws one of the actions that are legal now.</summary>
    public int ChooseAction()
    {
        bool[] legal = ReadMask(before: false);
        if (!legal.AsSpan().SequenceEqual(ReadMask(before: true)))
            findings.Add("GetActionMask did not write every value: some positions kept their previous content.", "mask");
        if (!environment.HasActionMask && legal.Contains(false))
            findings.Add("GetActionMask makes actions illegal, but HasActionMask is false.", "mask flag");
        if (!legal.Contains(true))
        {
            findings.Add("No action is legal in a state that does not end the episode.", "none legal");
            return 0;
        }

        int nth = _policy.Next(legal.Count(isLegal => isLegal));
        return Enumerable.Range(0, legal.Length).Where(action => legal[action]).ElementAt(nth);
    }

    /// <summary>Returns whether a step throws an exception of the given type.</summary>
    public bool Throws<TException>(int action)
        where TException : Exception
    {
        try
        {
            environment.Step(action, Random, NewBuffer());
            return false;
        }
        catch (Exception exception)
        {
            return exception is TException;
        }
    }

    /// <summary>Makes a call that must not throw.</summary>
    public static void Guard(string call, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            throw new EnvironmentFailureException(
                $"{call} threw {exception.GetType().Name}: {exception.Message} The check stopped there.", exception);
        }
    }

    /// <summary>Checks that an observation is complete, finite and within the bounds.</summary>
    public void CheckObservation(float[] observation, string call)
    {
        BoxSpace space = environment.ObservationSpace;
        for (int i = 0; i < observation.Length; i++)
        {
            float value = observation[i];
            if (BitConverter.SingleToUInt32Bits(value) == BitConverter.SingleToUInt32Bits(Untouched))
                findings.Add($"{call} did not write position {i} of the observation.", "unwritten");
            else if (!float.IsFinite(value))
                findings.Add($"{call} wrote {value} to position {i} of the observation; it must be finite.", "finite");
            else if (value < space.Low[i] || value > space.High[i])
                findings.Add($"{call} wrote {value} to position {i} of the observation, whose bounds are "
                    + $"{space.Low[i]} and {space.High[i]}.", "bounds");
            else if (space.ElementType == ElementType.UInt8 && value != (byte)Math.Clamp(value, 0, 255))
                findings.Add($"{call} wrote {value} to position {i}, which UInt8 cannot hold.", "element");
        }
    }

    /// <summary>Allocates an observation whose unwritten positions can be recognized.</summary>
    public float[] NewBuffer()
    {
        float[] buffer = new float[_size];
        Array.Fill(buffer, Untouched);
        return buffer;
    }

    private bool[] ReadMask(bool before)
    {
        bool[] legal = new bool[environment.ActionSpace.Count];
        Array.Fill(legal, before);
        Guard("GetActionMask", () => environment.GetActionMask(legal));
        return legal;
    }
}
