using DeepQ.Environments.Python;

namespace DeepQ.Environments.Tests.Python;

/// <summary>Whatever Python prints, and whatever it is written to.</summary>
public sealed class PythonOutputTests
{
    [PythonFact]
    public void A_line_that_does_not_end_comes_in_parts()
    {
        Recorder recorder = new();
        Print("Dots", recorder);
        Assert.True(SpinWait.SpinUntil(() => recorder.Lengths.Sum() == 2500, 5000));
        Assert.Equal([1000, 1000, 500], recorder.Lengths);
    }

    [PythonFact]
    public void A_writer_that_throws_does_not_end_the_program()
    {
        Recorder recorder = new() { Throws = true };
        Print("Loud", recorder);
        Assert.True(SpinWait.SpinUntil(() => recorder.Lengths.Length == 1, 5000));
    }

    [PythonFact]
    public void Processes_that_share_a_writer_take_turns()
    {
        Recorder recorder = new();
        Parallel.For(0, 3, _ => Print("Loud", recorder));
        Assert.True(SpinWait.SpinUntil(() => recorder.Lengths.Length == 6, 5000));
        Assert.Equal(1, recorder.MostAtOnce);
    }

    private static void Print(string environment, TextWriter output)
    {
        using PythonEnvironment one = new(PythonInterpreter.Asset($"faults.py:{environment}"), Processes.Options with { Output = output });
        Processes.FirstStep(one);
    }

    private sealed class Recorder : StringWriter
    {
        private readonly List<int> _lengths = [];
        private int _current;

        public bool Throws { get; init; }

        public int MostAtOnce { get; private set; }

        public int[] Lengths
        {
            get
            {
                lock (_lengths)
                    return [.. _lengths];
            }
        }

        public override void WriteLine(string? value)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _current));
            Thread.Sleep(50);
            Interlocked.Decrement(ref _current);
            lock (_lengths)
                _lengths.Add(value!.Length);
            if (Throws)
                throw new InvalidOperationException("There is no test that runs.");
        }
    }
}
