using DeepQ.Environments.Checking;

namespace DeepQ.Environments;

public sealed partial class VectorEnvironment
{
    private void StepOne(int i)
    {
        IEnvironment environment = _environments[i];
        Span<float> successor = Row(_finalObservations, i);
        StepResult result = environment.Step(_actions[i], _generators[i], successor);
        (_rewards[i], _terminated[i], _truncated[i]) = (result.Reward, result.Terminated, result.Truncated);
        _steps[i]++;
        RequireFinite(i, successor, result.Reward);
        if (!result.Terminated)
            ReadMask(i, _finalActionMasks);

        if (result.Done)
        {
            if (_batched.Length == 0 || _batched[i] is null)
                ResetOne(i);
        }
        else
        {
            successor.CopyTo(Row(_observations, i));
            Mask(_finalActionMasks, i).CopyTo(Mask(_actionMasks, i));
        }
    }

    private void ResetOne(int i)
    {
        _environments[i].Reset(_generators[i], Row(_observations, i));
        RequireFinite(i, Row(_observations, i), reward: 0);
        ReadMask(i, _actionMasks);
    }

    private void SendBatched()
    {
        foreach (IBatchedEnvironment? environment in _batched)
            environment?.Send();
    }

    // All together, after all have stepped.
    private void ResetBatched()
    {
        for (int i = 0; i < _batched.Length; i++)
        {
            if (_terminated[i] || _truncated[i])
                _batched[i]?.QueueReset(_generators[i]);
        }

        SendBatched();
        for (int i = 0; i < _batched.Length; i++)
        {
            if (_batched[i] is not null && (_terminated[i] || _truncated[i]))
                ResetOne(i);
        }
    }

    private void RequireFinite(int i, ReadOnlySpan<float> observation, double reward)
    {
        if (EnvironmentOutput.FirstProblem(observation, reward) is not null)
        {
            EnvironmentOutput.RequireFinite(
                _environments[i], $"in step {_steps[i]} of environment {i}", observation, reward);
        }
    }

    private void ReadMask(int i, bool[] masks)
    {
        if (!HasActionMask)
            return;
        Span<bool> mask = Mask(masks, i);
        _environments[i].GetActionMask(mask);
        if (!mask.Contains(true))
        {
            throw new InvalidOperationException(
                $"Environment {i} ({_environments[i].Name}) is in a state without a legal action; "
                + "such a state must be terminal.");
        }
    }

    private Span<float> Row(float[] rows, int i) => rows.AsSpan(i * _observationSize, _observationSize);

    private Span<bool> Mask(bool[] masks, int i) => masks.AsSpan(i * _actionCount, _actionCount);

    private void RunAll(Action<VectorEnvironment, int> action)
    {
        _action = action;
        if (_shared is null)
            RunPart(0);
        else
            _shared.Run();
    }

    // Neighbors together: one hand-over per part instead of one per environment.
    private void RunPart(int part)
    {
        int end = (int)((long)Count * (part + 1) / _parts);
        for (int i = (int)((long)Count * part / _parts); i < end; i++)
            _action!(this, i);
    }
}
