#include "shim.h"

#include <string>

namespace {
thread_local std::string message;
}

void remember_exception() noexcept {
    try {
        throw;
    } catch (const c10::Error& error) {
        message = error.what_without_backtrace();
    } catch (const std::exception& error) {
        message = error.what();
    } catch (...) {
        message = "LibTorch threw something that is not a std::exception";
    }
}

// Valid until the thread's next failure.
API const char* torch_last_error() { return message.c_str(); }
