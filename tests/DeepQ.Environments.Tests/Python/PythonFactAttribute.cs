namespace DeepQ.Environments.Tests.Python;

/// <summary>A test that needs Python; where there is none, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (PythonInterpreter.Path is null)
            Skip = "The test runs an environment in Python: install Python 3 with numpy.";
    }
}
