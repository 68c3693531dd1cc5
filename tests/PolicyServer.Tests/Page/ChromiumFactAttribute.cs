namespace PolicyServer.Tests.Page;

/// <summary>A test that needs Chromium; where there is none, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "The test opens the page in a browser: install Chromium, Chrome or Edge.";
    }
}
