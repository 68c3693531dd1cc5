namespace DeepQ.Orleans.Tests.Support;

/// <summary>Counts the steps of environments on all threads.</summary>
internal sealed class StepCount
{
    private int _steps;

    public int Steps => Volatile.Read(ref _steps);

    public void Add() => Interlocked.Increment(ref _steps);
}
