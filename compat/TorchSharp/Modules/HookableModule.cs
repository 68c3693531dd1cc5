namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The base of modules with a typed <c>forward</c>; hooks are not part of this stand-in.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected HookableModule(string name) : base(name)
            {
            }
        }
    }
}
