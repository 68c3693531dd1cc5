namespace DeepQ.Environments.Tests.Python;

/// <summary>A test that needs Python; where there is none, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (PythonInterpreter.Path is null)
            Skip = "Environments are run in Python, and no Python with numpy is installed.";
    }
}
