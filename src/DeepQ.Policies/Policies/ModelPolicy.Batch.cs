using System.Runtime.CompilerServices;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving;

/// <content>How the states or rows of one call are cut into runs.</content>
public abstract partial class ModelPolicy
{
    private readonly ref struct Batch(
        ModelPolicy policy,
        ReadOnlySpan<float> states,
        PolicyRows? rows,
        int count,
        PolicyOutputs outputs,
        ReadOnlySpan<bool> legal)
    {
        private readonly ReadOnlySpan<float> _states = states;
        private readonly PolicyOutputs _outputs = outputs;
        private readonly ReadOnlySpan<bool> _legal = legal;

        public void Run()
        {
            policy.Enter();
            try
            {
                int length = policy.RunLength;
                if (policy.Options.Threads > 1 && count > length)
                    RunShared(length);
                else
                    RunAlone();
            }
            finally
            {
                policy.Leave();
            }
        }

        private void RunAlone()
        {
            PolicyLane lane = policy.Rent();
            try
            {
                for (int first = 0, length; first < count; first += length)
                {
                    length = Math.Min(policy.RunLength, count - first);
                    Run(lane, first, length);
                }
            }
            finally
            {
                policy.Return(lane);
            }
        }

        // The batch lies on the stack of the caller, who waits until nobody uses it any longer.
        private unsafe void RunShared(int length)
        {
            Batch batch = this;
            void* shared = Unsafe.AsPointer(ref batch);
            try
            {
                Parallel.For(
                    0,
                    (count + length - 1) / length,
                    new ParallelOptions { MaxDegreeOfParallelism = policy.Options.Threads },
                    run => Unsafe.AsRef<Batch>(shared).RunOne(run * length, length));
            }
            catch (AggregateException)
            {
                // Which run failed first depends on the threads. One thread throws what the first of them in order throws.
                RunAlone();
            }
        }

        private void RunOne(int first, int length)
        {
            PolicyLane lane = policy.Rent();
            try
            {
                Run(lane, first, Math.Min(length, count - first));
            }
            finally
            {
                policy.Return(lane);
            }
        }

        private void Run(PolicyLane lane, int first, int length)
        {
            if (rows is null)
                policy.Run(lane, _states.Slice(first * policy.ObservationSize, length * policy.ObservationSize), _outputs.HasExtras);
            else
                policy.Run(lane, rows, first, length, _outputs.HasExtras);
            policy.Answer(lane, first, _outputs.Rows(first, length, policy.Signature), MaskOf(first, length));
        }

        private ReadOnlySpan<bool> MaskOf(int first, int length) =>
            _legal.IsEmpty ? [] : _legal.Slice(first * policy.ActionCount, length * policy.ActionCount);
    }
}
