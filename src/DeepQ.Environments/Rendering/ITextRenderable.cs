namespace DeepQ.Environments.Rendering;

/// <summary>An environment that can draw its current state as text.</summary>
public interface ITextRenderable
{
    /// <summary>Draws the current state.</summary>
    /// <returns>One or more lines separated by <c>\n</c>, without a trailing one.</returns>
    string Render();
}
