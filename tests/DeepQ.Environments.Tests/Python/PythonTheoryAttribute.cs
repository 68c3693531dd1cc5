namespace DeepQ.Environments.Tests.Python;

/// <summary>Tests that need Python; where there is none, they say so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (PythonInterpreter.Path is null)
            Skip = "The test runs an environment in Python: install Python 3 with numpy.";
    }
}
